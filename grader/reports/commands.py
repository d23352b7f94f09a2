"""A kept result in any format: `python -m grader.reports result.json NAME:FILE …`.

It needs nothing but Python 3.11, and always has something to say: where no result can be read, because the grading itself failed, it
reports that, with no points for anything.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from grader.cli.ending import Told, reason, told
from grader.cli.streams import complain
from grader.grading.kit import exercises, kit_version
from grader.grading.results.result import FAULT, Result, decode, not_graded, total
from grader.language import say, translated
from grader.reports.formats import FORMATS, write_all

LARGEST = 200_000_000  # bytes of a result's file


def main(words: Sequence[str]) -> int:
    """Write the reports. Returns the exit code: 0 written, 2 or 3 not all could be. Misuse: there is no such format."""
    parser = argparse.ArgumentParser(prog="python -m grader.reports", description=say("Write a kept result in other formats."))
    parser.add_argument("result", type=Path, metavar="RESULT", help=say("a result, as --json writes it"))
    formats = say("a format, and a file for it (- prints it): {formats}", formats=", ".join(FORMATS))
    parser.add_argument("format", nargs="+", metavar="NAME:FILE", help=formats)
    asked = parser.parse_args(words)
    result, unread = read(asked.result)
    problems = [*unread, *write_all(result, asked.format)]
    for problem in problems:
        complain(f"reports: {problem}")
    return max((problem.code for problem in problems), default=0)


def read(path: Path) -> tuple[Result, list[Told]]:
    """Read a result, or make one that says that there is none; and tell what of the machine was in the way. Misuse: nor is there a kit."""
    try:
        with path.open("rb") as file:
            return decode(file.read(LARGEST)), []
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        message = say("The grading ended before there was a result ({why}). {fault} Its log tells more.", why=why, fault=translated(FAULT))
        failed = [error] if isinstance(error, OSError) and not isinstance(error, FileNotFoundError) else []
        unread = [told(say("The result can't be read: {path}: {why}.", path=path, why=why), one) for one in failed]
        return total([not_graded(entry, message) for entry in exercises()], kit_version(), error=message), unread
