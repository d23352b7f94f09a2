"""Speaks a pseudo-language: each translation is its original in letters of full width. What is left in plain letters has no translation.

Run as a program, it prints what is said in many a case, and the verdicts, as JSON: `python -m grader.tests.language.pseudo [en]`.
"""

from __future__ import annotations

import functools
import gettext
import io
import json
import string
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

from rich.console import Console

from grader import language
from grader.authoring import translate
from grader.cli import ending, typed
from grader.grading.kit import exercises
from grader.grading.results.result import ExerciseResult, Result, decode
from grader.grading.results.result_json import encode
from grader.grading.run import serve
from grader.tests.language.samples import Sample, samples

WIDE = {ord(one): ord(one) + 0xFEE0 for one in string.ascii_letters}
TYPED = (
    "--help", "nothing", "grade --help", "grade --nope", "grade --host", "grade --host other", "grade nothing_like_it",
    "grade --format x", "grade --format junit", "grade --submission no/such/folder", "timeline", "timeline --help",
)  # fmt: skip
PRACTISED = (
    "--help",
    "watch --help",
    "list --help",
    "next --help",
    "hint --help",
    "reset --help",
    "explain --help",
    "explain nothing_like_it",
    "hint",
)
TAUGHT = (
    "--help", "release --help", "release --out x --points x", "grade-all --help", "grade-all no/such/folder --out x", "merge --help",
    "grade-all no/such/folder --out x --shard 4/3", "class-page --help", "class-page no/such/folder", "feedback --help",
)  # fmt: skip


class Pseudo(gettext.NullTranslations):
    """A catalogue of everything that the source says; what isn't in it stays as it is."""

    def __init__(self) -> None:
        super().__init__()
        self._known = {text for one in translate.said() for text in (one.one, one.many)}

    def gettext(self, message: str) -> str:
        """Translate a sentence."""
        return wide(message) if message in self._known else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Translate a sentence with a number."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def wide(text: str) -> str:
    """Write a sentence in full width, but for the names of its values."""
    try:
        return "".join(_piece(*piece) for piece in string.Formatter().parse(text))
    except ValueError:  # a brace of its own
        return text.translate(WIDE)


def _piece(literal: str, name: str | None, form: str | None, conversion: str | None) -> str:
    plain = literal.translate(WIDE).replace("{", "{{").replace("}", "}}")
    if name is None:
        return plain
    return f"{plain}{{{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}}}"


def speak() -> None:
    """Speak it from now on."""
    language._current.update(language="pseudo", catalogue=Pseudo())


def graded(folder: Path) -> tuple[dict[str, str], dict[str, Any]]:
    """Grade the samples. Returns what is said of each, and the verdicts, by its name."""
    told, judged = dict[str, str](), dict[str, Any]()

    def use(grade: Callable[..., tuple[Result, bool]]) -> None:
        for number, one in enumerate(samples()):
            result, _ = grade([one.entry], _submitted(one, folder / str(number)))
            told[one.name], judged[one.name] = reported(result), [verdict(exercise, result) for exercise in result.exercises]

    serve(exercises(), use)
    return told, judged


def _submitted(one: Sample, folder: Path) -> Path:
    path = folder / (one.file or one.entry.path)
    path.parent.mkdir(parents=True)
    path.write_text(one.source, "utf-8")
    return folder


def verdict(exercise: ExerciseResult, result: Result) -> dict[str, Any]:
    """Take from a result what must not depend on the language, the kind of mistake among it."""
    from grader.reports.mistakes.kinds import kind_of  # noqa: PLC0415 - only when the language is spoken

    checks = [(check.name, check.status, check.points, check.line) for check in exercise.checks]
    return {
        "outcome": exercise.outcome,
        "points": exercise.points,
        "line": exercise.line,
        "checks": checks,
        "kind": kind_of(exercise, result.recordings),
    }


def reported(result: Result) -> str:
    """Show a result on a terminal, and in the formats that people read."""
    from grader.reports import terminal  # noqa: PLC0415 - only when the language is spoken
    from grader.reports.formats import FORMATS  # noqa: PLC0415 - the same

    shown = io.StringIO()
    for verbose in (False, True):
        terminal.show(result, Console(file=shown, width=400), terminal.Wish(verbose))
    plain = decode(encode(result))
    return shown.getvalue() + "".join(FORMATS[name].make(plain) for name in ("summary", "moodle"))


def answered(command: Callable[[], Any]) -> str:
    """Run a command; what it says, on both streams."""
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        ending.ended(command)
    return said.getvalue()


def clicked() -> dict[str, str]:
    """Type words that click reads."""
    from grader.classroom.commands import commands as teachers  # noqa: PLC0415 - they say their help as they are imported
    from grader.commands import commands as learners  # noqa: PLC0415 - the same
    from grader.practice.commands import commands as practice  # noqa: PLC0415 - the same

    lines = [(line, learners, "python -m grader") for line in TYPED] + [(line, teachers, "python -m grader.classroom") for line in TAUGHT]
    lines += [(line, practice, "python -m grader.practice") for line in PRACTISED]
    return {f"{name} {line}": answered(functools.partial(typed.run, group, line.split(), name)) for line, group, name in lines}


def examined() -> str:
    """Ask the doctor."""
    from grader.doctor import commands  # noqa: PLC0415 - only when the language is spoken

    return answered(lambda: commands.main([])) + answered(lambda: commands.main(["--help"]))


def main(words: Sequence[str]) -> None:
    """Say everything."""
    if not words:
        speak()
    told = clicked() | {"doctor": examined()}
    with tempfile.TemporaryDirectory() as folder:
        more, judged = graded(Path(folder))
    json.dump({"told": told | more, "judged": judged}, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
