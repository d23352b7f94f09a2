"""A loop with exact virtual times, whose equal timers keep their order."""

from __future__ import annotations

import asyncio
import heapq
import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from grader.lab.clock.clock import Clock

RESOLUTION = 1e-9  # virtual seconds


class Timer(asyncio.TimerHandle):
    """A timer that knows its place among those of the same instant (a heap alone would shuffle them)."""

    __slots__ = ("_stamp",)
    _when: float
    _stamp: int
    _cancelled: bool
    _scheduled: bool
    _source_traceback: list[Any] | None

    def __lt__(self, other: object) -> bool:
        return (self._when, self._stamp) < (other._when, other._stamp) if isinstance(other, Timer) else NotImplemented


class TimerLoop(asyncio.SelectorEventLoop):
    """The stock loop with a clock of ours. Times are rounded to 1e-9 s, so that ten times 0.1 s is 1 s."""

    clock: Clock
    # What the stock loop keeps and typeshed doesn't tell.
    _debug: bool
    _scheduled: list[Timer]
    _timer_cancelled_count: int
    _check_closed: Callable[[], None]
    _check_thread: Callable[[], None]
    _check_callback: Callable[[object, str], None]

    @property
    def _clock_resolution(self) -> float:
        """How close two timers must be to be due together: as close as two numbers can be, also after years."""
        return max(RESOLUTION, math.ulp(self.clock.now))

    @_clock_resolution.setter
    def _clock_resolution(self, _: float) -> None:
        """Leave the system's own clock out of it."""

    def time(self) -> float:
        """Return the virtual time, in seconds since the lab began."""
        return self.clock.now

    def call_at(self, when: float, callback: Callable[..., object], *args: Any, context: Any = None) -> Timer:  # type: ignore[override]  # typeshed tells *args by TypeVarTuple
        """Call back at a virtual time; of equal times, the one that was set first comes first."""
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()
        if self._debug:
            self._check_thread()
            self._check_callback(callback, "call_at")
        return self._set_timer(when, self.clock.stamp(), callback, args, context)

    def call_stamped(self, when: float, stamp: int, callback: Callable[..., object], *args: Any) -> Timer:
        """Call back at a virtual time, at a place among equal times that was taken earlier with `clock.stamp()`."""
        self._check_closed()
        return self._set_timer(when, stamp, callback, args, None)

    def _set_timer(self, when: float, stamp: int, callback: Callable[..., object], args: tuple[Any, ...], context: Any) -> Timer:
        timer = Timer(round(when, 9), callback, args, self, context)
        timer._stamp = stamp
        if timer._source_traceback:
            del timer._source_traceback[-2:]  # what debug mode shows ends with the caller's line
        self._push(timer)
        return timer

    def _push(self, timer: Timer) -> None:
        timer._scheduled = True
        heapq.heappush(self._scheduled, timer)

    def _next_timer(self) -> float | None:
        """Return when the next timer is due."""
        while self._scheduled and self._scheduled[0]._cancelled:  # by a thread: the loop itself sees to those of its own
            heapq.heappop(self._scheduled)._scheduled = False
            self._timer_cancelled_count -= 1
        return self._scheduled[0]._when if self._scheduled else None

    def _due(self) -> tuple[float, int] | None:
        """Return time and stamp of the first timer, if it is due."""
        if not self._scheduled or self._scheduled[0]._when > self.clock.now:
            return None
        return self._scheduled[0]._when, self._scheduled[0]._stamp
