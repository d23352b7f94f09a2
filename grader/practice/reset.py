"""A stub put back as it was handed out; what was written is kept beside."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from grader.cli.ending import reason, told
from grader.cli.files import write_whole
from grader.grading.intake import stubs
from grader.grading.kept_plays import notebook
from grader.grading.kit import Entry
from grader.language import say
from grader.practice.graded import FOLDER


def untouched(entry: Entry) -> bool:
    """Whether the file is the stub already."""
    with contextlib.suppress(OSError, ValueError):
        return stubs.untouched(entry, (FOLDER / entry.path).read_text("utf-8"))
    return False


def question(entry: Entry) -> str:
    """Ask before anything is done."""
    return say("Put the stub of {name} back? What you have written is kept as {file}.", name=entry.name, file=_next(entry))


def reset(entry: Entry) -> str:
    """Put the stub back. Returns what was done, in a sentence. Told: it can't be done, and nothing is."""
    text, file, copy = stubs.handed_out(entry), FOLDER / entry.path, _next(entry)
    try:
        there = file.is_file()
        if there:
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text.encode())
    except OSError as error:
        raise told(say("The stub of {name} can't be put back: {reason}.", name=entry.name, reason=reason(error)), error) from None
    if not there:
        return say("{file} is the stub again.", file=f"exercises/{entry.path}")
    return say("{file} is the stub again. What you had written: {copy}", file=f"exercises/{entry.path}", copy=copy)


def _next(entry: Entry) -> Path:
    """Name a copy that is not there yet."""
    folder = notebook() / "kept"
    number = 1
    while (copy := folder / f"{entry.name}.{number}.py").exists():
        number += 1
    return copy
