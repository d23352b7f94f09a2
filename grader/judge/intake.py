"""Taking in a submission: the one declared file of an exercise, read with care, and nothing else of it."""

from __future__ import annotations

import contextlib
import os
import stat
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from grader.judge.kit import Entry, chapters
from grader.judge.stubs import parse

LARGEST = 200_000  # bytes of an exercise's file
NOWHERE = "<submission>"  # a real file's name would make Python count columns in that file's line
# The folders below a submission in which an exercise's file is looked for: laid out as exercises/, a clone of the kit, side by side.
LAYOUTS = (("{chapter}",), ("exercises", "{chapter}"), ())


@dataclass(frozen=True)
class Exercise:
    """An exercise's file, as it will be played. `file` is how messages and tracebacks call it."""

    name: str
    file: str
    source: str
    suite: Path


class Unplayable(Exception):  # noqa: N818 - an outcome of an exercise
    """The file can't be played: `message` says why, in a sentence, `line` where it is."""

    def __init__(self, outcome: Literal["missing", "broken"], message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.outcome, self.message, self.line = outcome, message, line


def take(entry: Entry, submission: Path, shown: str = "exercises") -> Exercise:
    """Read the file of an exercise in a submission: see LAYOUTS. Unplayable: there is none that could be played."""
    file = f"{shown}/{entry.path}"
    source = _text(_find(entry, submission, shown), file)
    _see_that_it_compiles(source, file)
    return Exercise(entry.name, file, source, entry.suite)


def unpacked(submission: Path) -> Path:
    """Look into a folder that holds nothing but one folder: archives are often packed with the folder around what is in it."""
    with contextlib.suppress(OSError):
        inside = [path for path in submission.iterdir() if not path.name.startswith((".", "__"))]
        own = {"exercises", *(chapter.name for chapter in chapters())}
        if len(inside) == 1 and inside[0].is_dir() and not inside[0].is_symlink() and inside[0].name not in own:
            return inside[0]
    return submission


def _find(entry: Entry, submission: Path, shown: str) -> bytes:
    """Read it where it is found first; whatever layout that is, a learner is told the kit's own."""
    for layout in LAYOUTS:
        folder = submission
        for part in layout:
            folder /= part.format(chapter=entry.chapter)
            if folder.is_symlink():
                name = shown if part == "exercises" else f"{shown}/{entry.chapter}"
                raise Unplayable("broken", f"{name} is a link. Put the folder itself there.")
        with contextlib.suppress(FileNotFoundError):
            return _read(folder / f"{entry.name}.py", f"{shown}/{entry.path}")
    raise Unplayable("missing", f"There is no file {shown}/{entry.path}. Write it, or take the stub from the kit again.")


def _read(path: Path, shown: str) -> bytes:
    """Read an ordinary file. FileNotFoundError: there is none. Unplayable: it is something else."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_symlink():
            raise Unplayable("broken", f"{shown} is a link. Put the file itself there.")
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        raise
    except OSError as error:
        raise Unplayable("broken", f"{shown} can't be read: {error.strerror}.") from None
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise Unplayable("broken", f"{shown} is a folder. Put a file there.")
        if not stat.S_ISREG(status.st_mode):
            raise Unplayable("broken", f"{shown} is not an ordinary file. Put one there.")
        if status.st_size > LARGEST:
            much = f"{status.st_size:,} bytes; at most {LARGEST:,} are read"
            raise Unplayable("broken", f"{shown} is too big: {much}. Leave only the program in it.")
        with os.fdopen(os.dup(descriptor), "rb") as file:
            return file.read(LARGEST + 1)
    finally:
        os.close(descriptor)


def _text(data: bytes, shown: str) -> str:
    try:
        text = data.decode("utf-8-sig")  # a byte order mark is fine
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unplayable("broken", f"{shown} is not UTF-8 text (line {line}). Save it as UTF-8.", line) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text.partition("\0")[0].count("\n") + 1
        raise Unplayable("broken", f"{shown} holds a null character (line {line}). Save it as text.", line)
    if not text.strip():
        raise Unplayable("broken", f"{shown} is empty. Write the program there, or take the stub from the kit again.")
    return text


def _see_that_it_compiles(source: str, shown: str) -> None:
    """See that the source is Python: nothing of it is run."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Python would only warn of, it says to the learner when the program runs
            compile(parse(source, NOWHERE), NOWHERE, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise Unplayable("broken", _syntax(error, source), error.lineno) from None
    except (RecursionError, MemoryError):
        raise Unplayable("broken", f"{shown} can't be read as Python: it is nested too deeply.") from None
    except ValueError as error:
        raise Unplayable("broken", f"{shown} can't be read as Python: {error}.") from None


def _syntax(error: SyntaxError, source: str) -> str:
    """The message, and the line with a caret below the place."""
    text = "".join(source.split("\n")[(error.lineno or 1) - 1 : error.lineno]).expandtabs(1)
    stripped = text.lstrip()
    caret = max((error.offset or 1) - 1 - (len(text) - len(stripped)), 0)
    where = f"\n    {stripped[:200]}\n    {' ' * min(caret, 200)}^" if stripped else ""
    return f"Syntax error in line {error.lineno}: {error.msg}{where}"
