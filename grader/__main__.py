"""The command line: `python -m grader`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from grader.cli.start import start
from grader.language import speak, wanted


def get_ready(words: Sequence[str]) -> None:
    """Speak as asked, and start what a grading needs first, before the command itself is imported: it says its help as it is made."""
    if asked := _language(words):
        speak(wanted(asked))
    if words[:1] == ["grade"] and not {"-h", "--help"} & set(words):
        from grader.subjects.fork.launch import launch_early  # noqa: PLC0415 - only here is a failure told in a sentence

        launch_early("portable" if {"--host=portable", "portable"} & set(words) else None)


def _language(words: Sequence[str]) -> str:
    """Find what `--lang` says; what is wrong with it is told later."""
    for number, word in enumerate(words):
        if word == "--lang":
            return "".join(words[number + 1 : number + 2])
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return ""


if __name__ == "__main__":
    if sys.argv[1:2] == ["doctor"]:  # it must do where nothing is installed
        start("grader.doctor", sys.argv[2:])
    start("grader", sys.argv[1:])
