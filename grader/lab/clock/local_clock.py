"""The clock of a lab without a judge: it jumps from deadline to deadline."""

from __future__ import annotations

import math
from typing import Any

from grader.lab.clock import real
from grader.lab.clock.clock import Clock, Deadlock, Idle, Stalled

MAX_TIME = 1e9
"""Virtual seconds (31 years) after which a program counts as endless."""
MAX_JUMPS = 20_000
"""Jumps of the clock after which a program counts as endless."""
LOOK = 0.01
"""Real seconds between two looks at what has gone on."""
STEP = 0.05
"""Seconds, virtual and real, of one step of time while something outside is at work."""
OUTSIDE_PATIENCE = 30.0
"""Real seconds to wait for something outside when there is nothing else to wait for."""


class LocalClock(Clock):
    """A clock that decides by itself."""

    def __init__(self) -> None:
        super().__init__()
        self._jumps = 0
        self._debt = 0.0  # real seconds gone by outside that virtual time has yet to follow
        self._waited = 0.0  # real seconds

    def advance(self, idle: Idle) -> list[Any]:
        """Move on to the next deadline; or with the wall clock, while something outside is at work."""
        if idle.outside:
            return self._follow_wall_clock(idle)
        self._debt = 0.0
        if idle.until is None and idle.chances:
            return self._wait(idle, STEP)
        self._waited = 0.0
        if idle.until is None:
            raise Deadlock(f"Nothing can happen any more: no timer, no ready task, no I/O.\n{idle.where()}")
        self._count_jump(idle)
        self.now = max(self.now, idle.until)
        return []

    def _count_jump(self, idle: Idle) -> None:
        self._jumps += 1
        if self._jumps > MAX_JUMPS or (idle.until or 0) > MAX_TIME:
            jumps, self._jumps = self._jumps, 0  # whoever catches the error may want to run the loop once more
            raise Stalled(
                f"The program is still going at {self.now:g} s of virtual time, after {jumps} jumps of the clock.\n{idle.where()}"
            )

    def _follow_wall_clock(self, idle: Idle) -> list[Any]:
        """Let time pass as it does outside, in whole steps, so that a little noise doesn't show."""
        gap = math.inf if idle.until is None else idle.until - self.now
        before = self._waited
        events = self._wait(idle, max(0.0, min(gap, STEP) - self._debt))
        self._debt += self._waited - before
        if events or idle.until is not None or idle.stirred():
            self._waited = 0.0
        if not events:
            self._step(gap)
        return events

    def _wait(self, idle: Idle, seconds: float) -> list[Any]:
        """Wait, in real time, for what may come."""
        started = real.monotonic()
        events = _wait(idle, started + seconds)
        self._waited += real.monotonic() - started
        if not events and self._waited > OUTSIDE_PATIENCE:
            self._waited = 0.0
            raise Stalled(f"Nothing came from outside for {OUTSIDE_PATIENCE:g} real seconds.\n{idle.where()}")
        return events

    def _step(self, gap: float) -> None:
        steps = math.floor(self._debt / STEP + 1e-9)
        if gap <= max(steps * STEP, self._debt):  # the deadline has come
            self.now, self._debt = round(self.now + gap, 9), 0.0
        elif steps:
            self.now = round(self.now + steps * STEP, 9)
            self._debt -= steps * STEP


def _wait(idle: Idle, end: float) -> list[Any]:
    """Wait until a moment of real time, for files, or for a thread that goes on."""
    events = idle.poll(0)
    while not events and not idle.stirred() and (left := end - real.monotonic()) > 0:
        events = idle.poll(min(left, LOOK))
    return events
