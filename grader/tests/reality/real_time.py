"""Put a warped clock in place of Python's: whatever tells the time, or waits for some of it, goes by that one.

Nothing else is touched: event loops, futures, tasks, threads, sockets, processes are the stock ones. What waits in C with a time limit of
its own (`Lock.acquire(timeout=…)`, `SimpleQueue.get(timeout=…)`) waits in real seconds.
"""

from __future__ import annotations

import math
import queue
import select
import selectors
import subprocess
import threading
import time
from collections.abc import Callable
from typing import Any

from grader.tests.reality.warp import Warp

real_now, real_sleep, real_select = time.monotonic, time.sleep, select.select

RECENT = 0.002
"""Real seconds in which a thread still goes by the time that it was told."""


class Clock:
    """The time of one process, and of those it forks. It begins at 0 with the play."""

    def __init__(self) -> None:
        self.warp = Warp([0.0])
        self.zero = real_now()
        self._told = threading.local()

    def begin(self, warp: Warp) -> None:
        """Let the play begin now."""
        self.warp, self.zero = warp, real_now()

    def now(self) -> float:
        """Tell the virtual time."""
        real = real_now() - self.zero
        self._told.real, self._told.virtual = real, self.warp.virtual(real)
        return float(self._told.virtual)

    def span(self, seconds: float) -> float:
        """Tell how many real seconds it takes until so many virtual ones have passed: since this thread was told the time, if just now.

        It has computed by what it was told how long to wait; meanwhile, where the clock hurries, hours may have passed.
        """
        now = real_now() - self.zero
        told = getattr(self._told, "real", -math.inf)
        since = self._told.virtual if now - RECENT < told <= now else self.warp.virtual(now)
        return max(0.0, self.warp.real(since + seconds) - now)

    def sleep(self, seconds: float) -> None:
        """Sleep for so many virtual seconds."""
        real_sleep(self.span(seconds) if seconds > 0 else seconds)


CLOCK = Clock()


def install() -> None:
    """Let this process live by the clock."""
    day = time.time()
    time.sleep = CLOCK.sleep  # type: ignore[assignment]
    time.monotonic = time.perf_counter = CLOCK.now
    time.time = lambda: day + CLOCK.now()
    time.monotonic_ns = time.perf_counter_ns = lambda: int(CLOCK.now() * 1e9)
    for module, name in ((threading, "_time"), (queue, "time"), (subprocess, "_time")):
        setattr(module, name, CLOCK.now)
    for kind in {kind for kind in vars(selectors).values() if isinstance(kind, type) and issubclass(kind, selectors.BaseSelector)}:
        if "select" in vars(kind):
            setattr(kind, "select", _in_real_seconds(vars(kind)["select"]))  # noqa: B010 - a type checker would object
    threading.Condition.wait = _in_real_seconds(threading.Condition.wait)  # type: ignore[method-assign]
    threading.Thread.join = _in_real_seconds(threading.Thread.join)  # type: ignore[method-assign]


def _in_real_seconds(stock: Callable[..., Any]) -> Callable[..., Any]:
    """Make a method that waits, with a time limit in virtual seconds."""

    def wait(self: Any, timeout: float | None = None) -> Any:
        return stock(self, timeout if timeout is None or timeout <= 0 else CLOCK.span(timeout))

    return wait
