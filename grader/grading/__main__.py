"""The command line of a grader that lives on: `python -m grader.grading`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from grader.cli.start import start


def get_ready(_words: Sequence[str]) -> None:
    """Start what a grading needs first, before the command itself is imported."""
    from grader.subjects.fork.launch import launch_early  # noqa: PLC0415 - only here is a failure told in a sentence

    launch_early()


if __name__ == "__main__":
    start("grader.grading", sys.argv[1:])
