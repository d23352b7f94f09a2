"""The formats in which a result can be written, by their names."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.cli.ending import Told, in_words, reason, told
from grader.grading.kit import Misuse
from grader.grading.results.result import Result, as_data
from grader.language import say
from grader.reports.content import with_notes
from grader.reports.page.page import page
from grader.reports.platforms import classroom, classroom50, codegrade, editor, github, gradebook, gradescope, junit, prairielearn


@dataclass(frozen=True)
class Format:
    """A format. `adds`: it is added to what the file holds already, as a runner's own files want it; `whole`: it tells notes itself."""

    make: Callable[[Result], str]
    adds: bool = False
    whole: bool = False


def _json(result: Result) -> str:
    return json.dumps(as_data(result), indent=2, ensure_ascii=False) + "\n"


FORMATS = {
    "json": Format(_json, whole=True),
    "summary": Format(github.summary, adds=True),
    "annotations": Format(github.annotations),
    "problems": Format(editor.problems),
    "outputs": Format(github.outputs, adds=True),
    "classroom": Format(classroom.outputs, adds=True),
    "classroom50": Format(classroom50.result),
    "gradescope": Format(gradescope.results),
    "prairielearn": Format(prairielearn.results),
    "codegrade": Format(codegrade.lines),
    "junit": Format(junit.xml),
    "html": Format(page, whole=True),
    "csv": Format(gradebook.plain, whole=True),
    "canvas": Format(gradebook.canvas),
    "moodle": Format(gradebook.moodle),
}


def write_all(result: Result, wishes: Sequence[str]) -> list[Told]:
    """Write a result in each of the formats wished for, `NAME:FILE`: files first, then what is to be printed.

    Returns what could not be written; the others are there all the same. Misuse: that is no format.
    """
    files = sorted(map(wish, wishes), key=lambda one: one[1] == "-")
    return [problem for name, file in files if (problem := _write(FORMATS[name], result, file))]


def wish(text: str) -> tuple[str, str]:
    """Take apart `NAME:FILE`. Misuse: there is no such format, or no file."""
    name, _, file = text.partition(":")
    if name not in FORMATS:
        raise Misuse(say("There is no format {name!r}. The formats are: {formats}.", name=name, formats=", ".join(FORMATS)))
    if not file:
        raise Misuse(say("Say where to write it: --format {name}:FILE; {name}:- prints it.", name=name))
    return name, file


def _write(format_: Format, result: Result, file: str) -> Told | None:
    """Write one file, or to standard output for `-`. Returns what went wrong."""
    try:
        data = format_.make(result if format_.whole else with_notes(result)).encode("utf-8", "replace")
        if file == "-":
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
        else:
            with Path(file).open("ab" if format_.adds else "wb") as out:
                out.write(data)
    except OSError as error:
        return told(say("The result can't be written to {file}: {reason}.", file=file, reason=reason(error)), error)
    except Exception as fault:  # noqa: BLE001 - one format must not take the others along
        return Told(say("The result can't be written to {file}: {reason}.", file=file, reason=in_words(fault)))
    return None
