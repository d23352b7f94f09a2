"""Runs a command as the one that adopts whatever it leaves behind (Linux): `keeper.py NOTE COMMAND...` writes the names to NOTE.

It knows nothing of the kit. What was left behind is ended.
"""

from __future__ import annotations

import ctypes
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

GRACE = 10  # real seconds in which what was left behind may end by itself
SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER, linux/prctl.h


def keep(note: Path, words: list[str]) -> int:
    """Run a command, and adopt whatever it leaves behind: name it, and end it. A SIGINT is passed on."""
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # tests started in the background may ignore it
    process = subprocess.Popen(words)
    signal.signal(signal.SIGINT, lambda *_: process.send_signal(signal.SIGINT))
    code = process.wait()
    left: list[str] = []
    deadline = time.monotonic() + GRACE
    while _children() and time.monotonic() < deadline:
        time.sleep(0.01)
    while children := _children():
        for pid in children:
            left.append(_name(pid))
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
    note.write_text(json.dumps(left))
    return code if code >= 0 else 128 - code


def _children() -> list[int]:
    """List the children of this process that are alive; reap the others."""
    children = map(int, Path(f"/proc/self/task/{os.getpid()}/children").read_text().split())
    return [pid for pid in children if os.waitpid(pid, os.WNOHANG) == (0, 0)]


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")[:200]


if __name__ == "__main__":
    sys.exit(keep(Path(sys.argv[1]), sys.argv[2:]))
