"""One run at a time for a folder of results. The lock is the system's: it ends with the process that has it, however that ends."""

from __future__ import annotations

import contextlib
import os
import socket
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from grader.grading.kit import Misuse
from grader.language import say

FILE = ".results.lock"  # it stays: to remove it could take the lock away from somebody who has just opened it
BEYOND = 1 << 20  # the byte that is locked: on Windows a locked one can't be read, and the words before it are to be


@contextlib.contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keep other runs out of a folder. Misuse: one has it. OSError: the file can't be made."""
    with (folder / FILE).open("a+b") as file:
        if not _taken(file):
            busy = _busy(folder, file)
            raise Misuse(say("{it_is_busy} Wait for it, end it, or name another folder.", it_is_busy=busy))
        file.truncate(0)
        file.write(f"{os.getpid()}\t{socket.gethostname()}\t{datetime.now(UTC):%Y-%m-%d %H:%M} UTC".encode())
        file.flush()
        yield


def _taken(file: BinaryIO) -> bool:
    """Take the lock, unless another process has it. Where a file system knows no locks, there is none but SQLite's own."""
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only this system has it

            file.seek(BEYOND)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - Windows has none

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True
    return True


def _busy(folder: Path, file: BinaryIO) -> str:
    """Say that somebody has it, and who, if that is known."""
    with contextlib.suppress(OSError, ValueError):
        file.seek(0)
        process, host, since = file.read(1000).decode().split("\t")
        values = {"folder": folder, "process": process, "host": host, "since": since}
        return say("Another run is writing to {folder}: process {process} on {host}, since {since}.", **values)
    return say("Another run is writing to {folder}.", folder=folder)
