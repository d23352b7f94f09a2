"""Becomes a command that ends when the process that started it does (Linux; elsewhere: just a command): `tied.py PARENT COMMAND...`.

It is run by its path, and knows nothing of the kit.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys

DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG, linux/prctl.h; it stays set when the process becomes another program


def become(parent: int, words: list[str]) -> None:
    """Become a command, unless the parent is gone already."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    if os.getppid() == parent:
        os.execv(words[0], words)  # noqa: S606 - the supervisor's own words


if __name__ == "__main__":
    become(int(sys.argv[1]), sys.argv[2:])
