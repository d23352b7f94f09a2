"""Signals that end a command: SIGTERM and SIGHUP do what Ctrl-C does, so that all is cleaned up, and told what was done."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

ENDING = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))
INTERRUPTED = 130  # exit code, whichever of them it was
_received: list[bool] = []


def install() -> None:
    """Listen to them, unless one is to be ignored (nohup).

    Ctrl-C is listened to even where a shell lets a background job ignore it: the others do what it does, by asyncio's way to end.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for number in ENDING:
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)


def obeyed() -> list[signal.Signals]:
    """List those that are not ignored."""
    return [signal.Signals(number) for number in ENDING if signal.getsignal(number) in (signal.SIG_DFL, _end)]


def first() -> bool:
    """Note that one has come. Returns whether it is the first: another one must not cut short what the first has begun."""
    _received.append(True)
    return len(_received) == 1


def _end(_number: int, _frame: FrameType | None) -> None:
    if first():
        signal.raise_signal(signal.SIGINT)  # asyncio may have a handler of its own there


@contextlib.contextmanager
def held() -> Iterator[None]:
    """Let what is being written be written to its end; a signal that has come meanwhile is obeyed then."""
    came: list[int] = []
    before = {}
    with contextlib.suppress(ValueError):
        for number in (signal.SIGINT, *obeyed()):
            before[number] = signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if came:
        signal.raise_signal(came[0])
