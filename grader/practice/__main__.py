"""The command line: `python -m grader.practice`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from grader.cli.start import start

GRADING = ("watch", "list", "next", "hint")


def get_ready(words: Sequence[str]) -> None:
    """Start what a grading needs first, before the command itself is imported."""
    if words[:1] and words[0] in GRADING and not {"-h", "--help"} & set(words):
        from grader.subjects.fork.launch import launch_early  # noqa: PLC0415 - only here is a failure told in a sentence

        launch_early()


if __name__ == "__main__":
    start("grader.practice", sys.argv[1:])
