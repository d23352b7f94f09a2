"""The clock of a real play: real time, stretched and pressed together so that a play of days takes seconds, and nothing happens too soon.

The lab's play tells the instants at which anything happens. Around each of them the real clock lets time pass slowly, all at the same pace:
what is due then has some real milliseconds to happen, one thing after the other, as in the lab where time stands still meanwhile. Between
two instants it hurries. For the program it is a clock like any other: it goes on all the time, and never back.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence

SAME = 1e-6
"""Virtual seconds: what is nearer is the same instant."""
STAY, MORE = 0.008, 0.0012
"""Real seconds around the first instant, and more around each later one: a chain of waits is late by more with each."""
HURRY = (0.004, 0.03)
"""Real seconds between two instants: at least, at most."""
USUAL = 50.0
"""Virtual seconds in a real one, where nothing is known to happen."""
WIDTH = 0.4
"""How much of the shortest time between two instants passes slowly."""


def distinct(times: Iterable[float]) -> list[float]:
    """Sort instants, each once, beginning with 0."""
    found = [0.0]
    for time in sorted(times):
        if time > found[-1] + SAME:
            found.append(time)
    return found


class Warp:
    """A way from real to virtual time, and back. `slow`: how many times slower than usual it is to be."""

    def __init__(self, instants: Sequence[float], slow: float = 1.0) -> None:
        self.instants, self.slow = distinct(instants), slow
        stays = [slow * (STAY + MORE * number) for number in range(len(self.instants))]
        gaps = [later - time for time, later in zip(self.instants, self.instants[1:], strict=False)]
        self.pace = min(USUAL, WIDTH * min(gaps, default=1.0) / stays[-1])
        self._real, self._virtual = [0.0], [0.0]
        for stay, gap in zip(stays, [*gaps, None], strict=True):
            self._go(stay, stay * self.pace)
            if gap is not None:
                self._go(slow * min(max(gap / USUAL / 2, HURRY[0]), HURRY[1]), gap - stay * self.pace)

    def _go(self, real: float, virtual: float) -> None:
        self._real.append(self._real[-1] + real)
        self._virtual.append(self._virtual[-1] + virtual)

    @property
    def last(self) -> float:
        """When the last instant is over (real seconds)."""
        return self._real[-1]

    def virtual(self, real: float) -> float:
        """Tell the virtual time at a real one."""
        return _map(real, self._real, self._virtual, USUAL)

    def real(self, virtual: float) -> float:
        """Tell the real time of a virtual one."""
        return _map(virtual, self._virtual, self._real, 1 / USUAL)

    def name(self, time: float) -> float | None:
        """Tell the instant that a time of a real play belongs to; None: it is between two."""
        at = bisect.bisect_right(self.instants, time + SAME) - 1
        if at < 0:
            return None
        start = self.instants[at]
        end = self.instants[at + 1] if at + 1 < len(self.instants) else start + 2 * self.pace * (self._real[-1] - self._real[-2])
        return start if time < start + 0.75 * (end - start) else None


def _map(value: float, here: Sequence[float], there: Sequence[float], rate: float) -> float:
    if value <= here[0]:
        return there[0] + (value - here[0]) * rate
    if value >= here[-1]:
        return there[-1] + (value - here[-1]) * rate
    at = bisect.bisect_right(here, value)
    part = (value - here[at - 1]) / (here[at] - here[at - 1])
    return there[at - 1] + part * (there[at] - there[at - 1])
