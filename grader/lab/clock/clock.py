"""Virtual time: who decides what time it is when nothing can run."""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Poll = Callable[[float], list[Any]]


class Deadlock(RuntimeError):  # noqa: N818 - the word asyncio's users know
    """Nothing can run, no timer is set, and nothing from outside can come: it would stay so for ever."""


class Stalled(RuntimeError):  # noqa: N818 - not an error of ours: the program makes no headway
    """The program still runs, but gets nowhere: endless turns, endless timers, or a thread that never ends."""


@dataclass(frozen=True)
class Idle:
    """What a process looks like when nothing in it can run.

    until: the next deadline of any loop or parked thread, in virtual seconds; None where there is none.
    outside: how many things outside this process may still wake it: child processes, sockets of strangers.
    poll: waits up to so many *real* seconds for this loop's files, and returns what is ready.
    where: tells who waits where, for the text of a Deadlock or Stalled.
    chances: how many things could wake it that time need not wait for: signal handlers, threads started before any loop, system calls.
    stirred: tells whether a thread has gone on meanwhile, so that it is worth looking around.
    """

    until: float | None
    outside: int
    poll: Poll
    where: Callable[[], str]
    chances: int = 0
    stirred: Callable[[], bool] = bool


class Clock(ABC):
    """The virtual time of one lab, shared by its loops and their worker threads. Starts at 0."""

    exact = False
    """Whether it moves on only when all processes of the program have settled; else it follows the wall clock beside them."""

    def __init__(self) -> None:
        self.now = 0.0
        self._stamps = itertools.count(1)

    def stamp(self) -> int:
        """Number a deadline: of equal deadlines, the one with the lower number comes first."""
        return next(self._stamps)

    @abstractmethod
    def advance(self, idle: Idle) -> list[Any]:
        """Move on to the next thing that happens, and return the ready files that `idle.poll` reported on the way.

        Raises:
            Deadlock: nothing will ever happen.
            Stalled: too much has happened already.
        """
