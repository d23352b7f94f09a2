"""A kept result in any format: `python -m grader.reports result.json NAME:FILE …`.

It needs nothing but Python 3.11, and always has something to say: where no result can be read, because the grading itself failed, it
reports that, with no points for anything.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from grader.judge.kit import Misuse, exercises, kit_version
from grader.judge.result import FAULT, Result, decode, not_graded, total
from grader.reports.formats import FORMATS, write_all

LARGEST = 200_000_000  # bytes of a result's file


def main(words: Sequence[str]) -> int:
    """Write the reports. Returns the exit code: 0 written, 2 a mistake in the command."""
    parser = argparse.ArgumentParser(prog="python -m grader.reports", description="Write a kept result in other formats.")
    parser.add_argument("result", type=Path, metavar="RESULT", help="a result, as --json writes it")
    parser.add_argument("format", nargs="+", metavar="NAME:FILE", help=f"a format, and a file for it (- prints it): {', '.join(FORMATS)}")
    asked = parser.parse_args(words)
    try:
        write_all(read(asked.result), asked.format)
    except Misuse as mistake:
        sys.stderr.write(f"reports: {mistake}\n")
        return 2
    return 0


def read(path: Path) -> Result:
    """Read a result; where there is none, make one that says so. Misuse: nor is there a kit."""
    try:
        with path.open("rb") as file:
            return decode(file.read(LARGEST))
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        message = f"The grading ended before there was a result ({why}). {FAULT} Its log tells more."
        return total([not_graded(entry, message) for entry in exercises()], kit_version(), error=message)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
