"""Which frames are a learner's: those that run the exercise's file."""

from __future__ import annotations

import sys
from types import FrameType, TracebackType

_exercise: str | None = None


def set_exercise(filename: str) -> None:
    """Say under which file name the exercise was compiled."""
    global _exercise  # noqa: PLW0603 - one subject plays one exercise
    _exercise = filename


def is_learners(frame: FrameType) -> bool:
    """Whether a frame runs the exercise's own code."""
    return frame.f_code.co_filename == _exercise


def learner_line(frame: FrameType | None = None) -> int | None:
    """Find the innermost line of the exercise on the stack of `frame` (or of the caller)."""
    walk: FrameType | None = frame or sys._getframe(1)
    while walk is not None:
        if is_learners(walk):
            return walk.f_lineno
        walk = walk.f_back
    return None


def raised_line(trace: TracebackType | None) -> int | None:
    """Find the innermost line of the exercise in a traceback."""
    line = None
    while trace is not None:
        if is_learners(trace.tb_frame):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
