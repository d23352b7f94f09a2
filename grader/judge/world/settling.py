"""When the other processes of a program have settled: each waits for the judge, or for another one, and nothing is under way between them.

Where the kernel tells of every thread (Linux), that is exact. Where it tells how often processes have run, and how much processor time
they have used (psutil), they have settled if that is the same at some looks in a row: few, if there are as many calls as items that are
worked at, or as processes; else many, since whoever is only slow must not be taken for one that waits. Where it tells nothing, what the
subject says must do.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from grader.subjects.subject import Subject

State = Literal["busy", "new", "settled"]
FEW, SOME, MANY = 2, 50, 300
"""Looks in a row at which nothing has run."""


class Settling:
    """Looks at the processes of one play. `waiting`: how many calls wait for an answer."""

    def __init__(self, subject: Subject, waiting: Callable[[], int]) -> None:
        self.alive: list[int] = []  # other processes, when all was quiet
        self._pid, self._tree, self._waiting = subject.pid, subject.tree, waiting
        self._trace: Any = None
        self._same = 0
        self._own: Any = None  # how often the subject itself had run when it was idle
        self._below: Any = None

    def idle(self) -> None:
        """Note that the subject has found nothing to do, at this very moment."""
        self._own = None

    def state(self, items: int, outside: int, *, whole: bool, final: bool) -> State:
        """Look: is one at work; did one run since the subject looked last; or have they settled?

        Args:
            items: how many items of pools are worked at, as the subject says.
            outside: those, and whatever else somebody waits for that is not the lab's.
            whole: whether the subject's main thread is to be looked at, too.
            final: whether the program is over, so that nobody is about to call.
        """
        match self._tree.sight:
            case "all":
                state = self._all(whole=whole)
            case "some":
                state = self._some(items, whole=whole, final=final)
            case "none":
                return "settled" if self._waiting() >= items and (self._waiting() or not outside) else "busy"
        if state == "settled":
            self.alive = self._workers()
        return state

    def _workers(self) -> list[int]:
        pids = {one[0] for one in self._trace} - {self._pid} if self._trace else set(self._tree.descendants(self._pid))
        return [pid for pid in sorted(pids) if self._tree.works(pid)]

    def _all(self, *, whole: bool) -> State:
        before, self._trace = self._trace, self._tree.quiet(self._pid, whole=whole)
        if self._trace is None:
            return "busy"
        return "settled" if self._trace == before else "new"

    def _some(self, items: int, *, whole: bool, final: bool) -> State:
        before, self._trace = self._trace, self._tree.quiet(self._pid, whole=whole)
        self._same = self._same + 1 if self._trace is not None and self._trace == before else 1
        if self._trace is None or self._same < FEW:
            return "busy"
        own = {one for one in self._trace if one[0] == self._pid}
        below = self._trace - own
        self._own = self._own or own
        if below != self._below or (own != self._own and not whole):
            self._below, self._own = below, own
            return "new"
        return "settled" if whole or self._same >= self._needed(items, final=final) else "busy"

    def _needed(self, items: int, *, final: bool) -> int:
        waiting, workers = self._waiting(), len(self._workers())
        if waiting >= items and (waiting >= workers if final or not items else True):
            return FEW
        return MANY if final or waiting < items else SOME
