"""The formats in which a result can be written, by their names."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from grader.judge.kit import Misuse
from grader.judge.result import Result
from grader.reports import classroom, classroom50, codegrade, github, gradebook, gradescope, junit, prairielearn


@dataclass(frozen=True)
class Format:
    """A format. `adds`: it is added to what the file holds already, as a runner's own files want it."""

    make: Callable[[Result], str]
    adds: bool = False


def _json(result: Result) -> str:
    return json.dumps(asdict(result), indent=2, ensure_ascii=False) + "\n"


FORMATS = {
    "json": Format(_json),
    "summary": Format(github.summary, adds=True),
    "annotations": Format(github.annotations),
    "outputs": Format(github.outputs, adds=True),
    "classroom": Format(classroom.outputs, adds=True),
    "classroom50": Format(classroom50.result),
    "gradescope": Format(gradescope.results),
    "prairielearn": Format(prairielearn.results),
    "codegrade": Format(codegrade.lines),
    "junit": Format(junit.xml),
    "csv": Format(gradebook.plain),
    "canvas": Format(gradebook.canvas),
    "moodle": Format(gradebook.moodle),
}


def write_all(result: Result, wishes: Sequence[str]) -> None:
    """Write a result in each of the formats wished for, `NAME:FILE`. Misuse: a file can't be written; the others are, all the same."""
    problems = [problem for name, file in map(wish, wishes) if (problem := _write(FORMATS[name], result, file))]
    if problems:
        raise Misuse(" ".join(problems))


def wish(text: str) -> tuple[str, str]:
    """Take apart `NAME:FILE`. Misuse: there is no such format, or no file."""
    name, _, file = text.partition(":")
    if name not in FORMATS:
        raise Misuse(f"There is no format {name!r}. The formats are: {', '.join(FORMATS)}.")
    if not file:
        raise Misuse(f"Say where to write it: --format {name}:FILE; {name}:- prints it.")
    return name, file


def _write(format_: Format, result: Result, file: str) -> str:
    """Write one file, or to standard output for `-`. Returns what went wrong, in a sentence."""
    data = format_.make(result).encode("utf-8", "replace")
    if file == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return ""
    try:
        with Path(file).open("ab" if format_.adds else "wb") as out:
            out.write(data)
    except OSError as error:
        return f"The result can't be written to {file}: {error.strerror}."
    return ""
