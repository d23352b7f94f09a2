"""An archive, opened by what it begins with: its name proves nothing."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from grader.classroom.intake.unpacking import tars, zips
from grader.classroom.intake.unpacking.members import Limits, Member, Unreadable, understood
from grader.grading.intake.misplaced import is_packed
from grader.language import say
from grader.reports.text import line

ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # begin a zip: a member, an empty list, the first of several disks
START = 512
SUFFIX = re.compile(r"(?:\.tar)?\.\w{2,4}$", re.IGNORECASE)


@contextmanager
def opened(file: BinaryIO, archive: str, limits: Limits) -> Iterator[list[Member]]:
    """List what is in an archive. Unreadable: it is damaged, holds too much, or is of a kind that can't be read."""
    with understood(archive):
        start = file.read(START)
        file.seek(0)
    if not start.startswith(ZIP) and not tars.is_tar(start):
        kinds = "zip, tar, tar.gz, tar.xz, tar.bz2"
        none = say("{archive} can't be unpacked here: it is none of {kinds}.", archive=line(archive, 100), kinds=kinds)
        raise Unreadable(say("{it_is_none} Unpack it into a folder.", it_is_none=none))
    kind = zips if start.startswith(ZIP) else tars
    with kind.opened(file, archive, limits) as members:
        yield members


@contextmanager
def opened_file(path: Path) -> Iterator[BinaryIO]:
    """Open an ordinary file, and nothing else. Unreadable: it can't be."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with understood(path.name):
        file = os.fdopen(os.open(path, flags), "rb")
    with file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise Unreadable(say("{file} is not an ordinary file. Put one there.", file=line(path.name, 100)))
        yield file


def stem(name: str) -> str:
    """Tell an archive's name without what says that it is one."""
    return (SUFFIX.sub("", name) or name) if is_packed(name) else name
