"""Taking in a submission: the one declared file of an exercise, read with care, and nothing else of it."""

from __future__ import annotations

import contextlib
import os
import stat
import warnings
from pathlib import Path
from typing import Literal

from grader.cli.ending import reason
from grader.grading.intake.misplaced import look, missing
from grader.grading.kit import Entry, chapters
from grader.grading.results.result import FAULT
from grader.judge.request import Exercise
from grader.judge.source import parse
from grader.language import say, translated

LARGEST = 200_000  # bytes of an exercise's file
ENOUGH = 100_000_000  # bytes of memory for any of these
NOWHERE = "<submission>"  # a real file's name would make Python count columns in that file's line
# The folders below a submission in which an exercise's file is looked for: laid out as exercises/, a clone of the kit, side by side.
LAYOUTS = (("{chapter}",), ("exercises", "{chapter}"), ())


class Unplayable(Exception):  # noqa: N818 - an outcome of an exercise
    """The file can't be played: `message` says why, in a sentence, `line` where it is. "not graded": that is not its author's fault."""

    def __init__(self, outcome: Literal["missing", "broken", "not graded"], message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.outcome, self.message, self.line = outcome, message, line


def take(entry: Entry, submission: Path, shown: str = "exercises") -> Exercise:
    """Read the file of an exercise in a submission: see LAYOUTS. Unplayable: there is none that could be played, or read."""
    file = f"{shown}/{entry.path}"
    try:
        data, notes = find(entry, submission, shown)
    except OSError as error:
        values = {"file": file, "reason": reason(error), "fault": translated(FAULT)}
        raise Unplayable("not graded", say("{file} can't be read here: {reason}. {fault}", **values)) from None
    source = _text(data, file)
    _see_that_it_compiles(source, file)
    return Exercise(entry.name, file, source, entry.suite, notes)


def unpacked(submission: Path) -> Path:
    """Look into a folder that holds nothing but one folder: archives are often packed with the folder around what is in it.

    OSError: it can't be read.
    """
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        inside = [path for path in submission.iterdir() if not path.name.startswith((".", "__"))]
        own = {"exercises", *(chapter.name for chapter in chapters())}
        if len(inside) == 1 and inside[0].is_dir() and not inside[0].is_symlink() and inside[0].name not in own:
            return inside[0]
    return submission


def find(entry: Entry, submission: Path, shown: str) -> tuple[bytes, tuple[str, ...]]:
    """Read it where it is found first; whatever layout that is, a learner is told the kit's own. OSError: it can't be read.

    Where it lies under another name, or elsewhere, it is taken if nothing else can be meant, with a note that says so.
    """
    file = f"{shown}/{entry.path}"
    for layout in LAYOUTS:
        folder = submission
        for part in layout:
            folder /= part.format(chapter=entry.chapter)
            if _is_link(folder):
                name = shown if part == "exercises" else f"{shown}/{entry.chapter}"
                raise Unplayable("broken", say("{folder} is a link. Put the folder itself there.", folder=name))
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            return _read(folder / f"{entry.name}.py", file), ()
    found = look(entry, submission)
    if len(found.meant) != 1:
        raise Unplayable("missing", missing(file, found))
    [path] = found.meant
    note = say("Taken from {path}: it is expected as {file}.", path=path.as_posix(), file=file)
    return _read(submission / path, path.as_posix()), (note,)


def _is_link(path: Path) -> bool:
    try:
        return stat.S_ISLNK(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return False


def _read(path: Path, shown: str) -> bytes:
    """Read an ordinary file. OSError: there is none, or it can't be read. Unplayable: it is something else."""
    _see_that_it_is_a_file(os.lstat(path), shown)
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        _see_that_it_is_a_file(os.fstat(descriptor), shown)  # that of a moment ago may have been another one
        with os.fdopen(os.dup(descriptor), "rb") as file:
            return file.read(LARGEST + 1)
    finally:
        os.close(descriptor)


def _see_that_it_is_a_file(status: os.stat_result, shown: str) -> None:
    if stat.S_ISLNK(status.st_mode):
        raise Unplayable("broken", say("{file} is a link. Put the file itself there.", file=shown))
    if stat.S_ISDIR(status.st_mode):
        raise Unplayable("broken", say("{file} is a folder. Put a file there.", file=shown))
    if not stat.S_ISREG(status.st_mode):
        raise Unplayable("broken", say("{file} is not an ordinary file. Put one there.", file=shown))
    if status.st_size > LARGEST:
        values = {"file": shown, "size": status.st_size, "most": LARGEST}
        too_big = say("{file} is too big: {size:,} bytes; at most {most:,} are read. Leave only the program in it.", **values)
        raise Unplayable("broken", too_big)


def _text(data: bytes, shown: str) -> str:
    try:
        text = data.decode("utf-8-sig")  # a byte order mark is fine
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise Unplayable("broken", say("{file} is not UTF-8 text (line {line}). Save it as UTF-8.", file=shown, line=line), line) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        line = text.partition("\0")[0].count("\n") + 1
        raise Unplayable("broken", say("{file} holds a null character (line {line}). Save it as text.", file=shown, line=line), line)
    if not text.strip():
        raise Unplayable("broken", say("{file} is empty. Write the program there, or take the stub from the kit again.", file=shown))
    return text


def _see_that_it_compiles(source: str, shown: str) -> None:
    """See that the source is Python: nothing of it is run."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Python would only warn of, it says to the learner when the program runs
            compile(parse(source, NOWHERE), NOWHERE, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise Unplayable("broken", _syntax(error, source), error.lineno) from None
    except (RecursionError, MemoryError) as fault:
        if isinstance(fault, MemoryError) and _memory_is_short():
            short = say("There is not enough memory here to read {file}. {fault}", file=shown, fault=translated(FAULT))
            raise Unplayable("not graded", short) from None
        raise Unplayable("broken", say("{file} can't be read as Python: it is nested too deeply.", file=shown)) from None
    except ValueError as error:
        raise Unplayable("broken", say("{file} can't be read as Python: {error}.", file=shown, error=error)) from None


def _memory_is_short() -> bool:
    """Tell whether a MemoryError means what it says: some Pythons also raise it for what is nested too deeply."""
    try:
        return not bytearray(ENOUGH)
    except MemoryError:
        return True


def _syntax(error: SyntaxError, source: str) -> str:
    """The message, and the line with a caret below the place."""
    text = "".join(source.split("\n")[(error.lineno or 1) - 1 : error.lineno]).expandtabs(1)
    stripped = text.lstrip()
    caret = max((error.offset or 1) - 1 - (len(text) - len(stripped)), 0)
    where = f"\n    {stripped[:200]}\n    {' ' * min(caret, 200)}^" if stripped else ""
    return say("Syntax error in line {line}: {error}", line=error.lineno, error=error.msg) + where
