"""What modules know of others that stand above them: the lab's loop as its scheduler sees it, the scheduler as its workers see it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    import threading
    import weakref
    from concurrent.futures import Future, ProcessPoolExecutor

    from grader.lab.clock.clock import Clock
    from grader.lab.clock.timers import Timer


class LoopProtocol(Protocol):
    """A loop of the lab.

    number: counts the loops of a process. standing: the name of the blocking call that the loop's thread is in, or None.
    touched: who has touched it from another thread while it slept, without waking it: 'line 12'.
    """

    number: int
    standing: str | None
    touched: list[str]
    _scheduled: list[Timer]
    _thread_id: int | None

    def is_running(self) -> bool:
        """Whether a thread runs it now."""

    def is_closed(self) -> bool:
        """Whether it was closed."""

    def outside(self) -> int:
        """Count what may come from outside this process, and must not find that time has jumped."""

    def chances(self) -> int:
        """Count what could come at any time, and is not worth waiting for while there are timers."""

    def addresses(self) -> list[tuple[Any, Any]]:
        """List its sockets: own address, and the peer's."""

    def _driving(self) -> AbstractContextManager[None]:
        """Drive the clock for a while."""

    def _stand_until(self, until: float | None, done: Callable[[], bool]) -> None:
        """Block the loop's thread until a virtual time, or until `done`."""


class SchedulerProtocol(Protocol):
    """A scheduler of worker threads, all of one clock.

    driver: the loop that moves the clock. strangers: threads and processes that somebody waits for, and that take no turns.
    beside: workers that the loop doesn't wait for. pools: jobs of process pools.
    """

    clock: Clock
    driver: LoopProtocol | None
    loops: weakref.WeakSet[Any]
    workers: dict[Any, None]
    leaving: list[threading.Thread]
    strangers: int
    beside: set[Any]
    pools: dict[Future[Any], ProcessPoolExecutor]

    def enqueue(self, worker: Any, when: float | None, stamp: int | None = None) -> None:
        """Give a parked worker its place in the queue of those whose time will come."""

    def turn_ends(self, worker: Any) -> None:
        """Note that a worker doesn't run any more."""

    def runs_beside(self, worker: Any) -> None:
        """Note a thread that runs, and has no turn."""

    def comes_back(self, worker: Any) -> bool:
        """Note that a thread which runs beside the loop wants a turn; False if it needs none."""

    def goes_on(self, worker: Any) -> bool:
        """Let such a thread go on without a turn; False if it was just given one."""

    def driver_sleeps(self) -> tuple[int, ...] | None:
        """Tell how often the thread that gives turns has run, if it sleeps now in something that isn't the lab's; else None."""

    def attended(self, loop: LoopProtocol) -> AbstractContextManager[None]:
        """Let threads know that the one who gives turns sees to them now."""

    def grant(self) -> bool:
        """Give the turn to the next worker that is due; False if none is."""
