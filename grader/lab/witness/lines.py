"""Which lines are the learner's."""

from __future__ import annotations

import asyncio
import linecache
import sys
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import CodeType, FrameType

_STDLIB = str(Path(asyncio.__file__).resolve().parent.parent)
_BELOW = ("_run", "run", "_worker", "run_as_worker")  # of handles, jobs, pools and threads: these call, and are not called, by a learner
_STOOD_IN_FOR = {"sleep": "time.sleep", "wait": "Condition.wait", "join": "Thread.join"}
_LAB = str(Path(__file__).resolve().parents[1])


@lru_cache(maxsize=1024)
def is_ours(filename: str) -> bool:
    """Whether a file is the standard library's, an installed package's or the lab's: not the learner's."""
    if filename.startswith("<frozen "):
        return True
    try:
        path = str(Path(filename).resolve())
    except (OSError, ValueError):  # a made-up name, given to compile()
        return False
    return path.startswith((_STDLIB, _LAB)) or "site-packages" in path


def is_lab(filename: str) -> bool:
    """Whether a file is the lab's."""
    return is_ours(filename) and str(Path(filename).resolve()).startswith(_LAB)


def learners_frame(frame: FrameType | None) -> FrameType | None:
    """Return the innermost of the learner's frames, from this one outwards."""
    while frame is not None and is_ours(frame.f_code.co_filename):
        frame = frame.f_back
    return frame


def called_by_learner(frame: FrameType | None) -> str:
    """Name the function outside the learner's code that the learner's code called: 'Event.wait'; '' if it called none."""
    name = ""
    while frame is not None and is_ours(frame.f_code.co_filename) and frame.f_code.co_name not in _BELOW:
        if frame.f_code.co_name in _STOOD_IN_FOR or not is_lab(frame.f_code.co_filename):  # else the lab's own, around what was called
            name = frame.f_code.co_qualname
        frame = frame.f_back
    return _STOOD_IN_FOR.get(name, name)


def place(frame: FrameType | None) -> str:
    """Say where a frame is: 'file.py:12'."""
    return "?" if frame is None else f"{Path(frame.f_code.co_filename).name}:{frame.f_lineno}"


def source(frame: FrameType) -> str:
    """Return the very expression that a frame is in; its whole line where that says more, as with `async with`."""
    line = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
    return line if line.startswith("async ") else _expression(frame.f_code, frame.f_lasti) or line


def _expression(code: CodeType, last: int) -> str:
    """Cut the expression of one instruction out of its source line, where it is on one line."""
    positions = list(code.co_positions())
    first, end, start, stop = positions[last // 2] if 0 <= last // 2 < len(positions) else (None, None, None, None)
    if first is None or first != end:
        return ""
    line = linecache.getline(code.co_filename, first).encode()  # columns count bytes
    return line[start:stop].decode(errors="replace").strip()


def thread_frame(ident: int | None) -> FrameType | None:
    """Return the frame that a thread is in now."""
    return None if ident is None else sys._current_frames().get(ident)
