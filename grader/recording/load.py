"""How many calls are at work, at any time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a suite brings this along to where learner code acts: it is to be light
    from grader.recording.events import Call


class Load:
    """How many of some calls are at work. They are sorted once, so that a thousand of them cost no more than a thousand looks."""

    def __init__(self, calls: Iterable[Call]) -> None:
        every = list(calls)
        self._starts = sorted(call.start for call in every)
        self._ends = sorted(call.end for call in every if call.end is not None)

    def at(self, time: float) -> int:
        """Count those at work just after `time` (virtual seconds): one that ends where another starts is over."""
        return bisect_right(self._starts, time) - bisect_right(self._ends, time)

    @property
    def peak(self) -> int:
        """The most that were at work at the same time."""
        return max(map(self.at, self._starts), default=0)
