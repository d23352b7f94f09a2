"""Taking in a submission: the one declared file of an exercise, read with care, and nothing else of it."""

from __future__ import annotations

import ast
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from grader.judge.kit import Entry

LARGEST = 200_000  # bytes of an exercise's file


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
    """Read the file of an exercise in a folder laid out as `exercises/`. Unplayable: there is none that could be played."""
    source = _text(_read(submission / entry.chapter / f"{entry.name}.py", f"{shown}/{entry.path}"))
    _parse(source, entry)
    return Exercise(entry.name, f"{shown}/{entry.path}", source, entry.suite)


def _read(path: Path, shown: str) -> bytes:
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if path.is_symlink():
            raise Unplayable("broken", f"{shown} is a link. Put the file itself there.")
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        raise Unplayable("missing", f"There is no file {shown}.") from None
    except OSError as error:
        raise Unplayable("broken", f"{shown} can't be read: {error.strerror}.") from None
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise Unplayable("broken", f"{shown} is a folder, not a file.")
        if not stat.S_ISREG(status.st_mode):
            raise Unplayable("broken", f"{shown} is not an ordinary file.")
        if status.st_size > LARGEST:
            raise Unplayable("broken", f"{shown} is too big: {status.st_size:,} bytes; at most {LARGEST:,} are read.")
        with os.fdopen(os.dup(descriptor), "rb") as file:
            return file.read(LARGEST + 1)
    finally:
        os.close(descriptor)


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")  # a byte order mark is fine
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unplayable("broken", f"The file is not UTF-8 text (line {line}). Save it as UTF-8.", line) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise Unplayable("broken", "The file is empty.")
    return text


def _parse(source: str, entry: Entry) -> None:
    """See that the source is Python: parsed only, nothing of it is run."""
    try:
        tree = ast.parse(source, filename=entry.path)
        compile(tree, entry.path, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise Unplayable("broken", _syntax(error), error.lineno) from None
    except (ValueError, RecursionError, MemoryError) as error:
        raise Unplayable("broken", f"The file can't be read as Python: {str(error) or type(error).__name__}.") from None


def _syntax(error: SyntaxError) -> str:
    """The message, and the line with a caret below the place."""
    text = (error.text or "").rstrip("\n").expandtabs(1)
    stripped = text.lstrip()
    caret = max((error.offset or 1) - 1 - (len(text) - len(stripped)), 0)
    where = f"\n    {stripped[:200]}\n    {' ' * min(caret, 200)}^" if stripped else ""
    return f"Syntax error in line {error.lineno}: {error.msg}{where}"
