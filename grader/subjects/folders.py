"""The folder of a run, in which its subjects work: where it is made, and how it is removed."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

LONGEST = 64
"""Bytes of a run's folder. Sockets in it, ours and those of multiprocessing, may have names of no more than 104 (macOS) or 108."""
SHORT = "/tmp"  # noqa: S108 - a folder of our own is made in it, that nobody else may enter
ATTEMPTS = 20
PAUSE = 0.05  # real seconds between them: somebody still looks at a file (Windows: an open file can't be removed)


def make() -> str:
    """Make a folder for a run, that nobody else may enter. OSError: the system refuses."""
    folder = tempfile.mkdtemp(prefix="awaitlings-")
    if len(os.fsencode(folder)) <= LONGEST or sys.platform == "win32" or not os.access(SHORT, os.W_OK):
        return folder
    os.rmdir(folder)  # noqa: PTH106 - names are text here
    return tempfile.mkdtemp(prefix="awaitlings-", dir=SHORT)


def remove(folder: str) -> None:
    """Remove a folder with all that is in it; if something in it is still in use, try again for a second."""
    for attempt in range(ATTEMPTS):
        shutil.rmtree(folder, ignore_errors=True)
        if not Path(folder).exists():
            return
        if attempt == 0:
            _let_be_removed(folder)
        time.sleep(PAUSE)


def _let_be_removed(folder: str) -> None:
    """Take back what a program may have forbidden: on Windows no read-only file can be removed, elsewhere none in a read-only folder."""
    with contextlib.suppress(OSError):
        Path(folder).chmod(0o700)
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(place, name)
            with contextlib.suppress(OSError):
                if not path.is_symlink():
                    path.chmod(0o700)
