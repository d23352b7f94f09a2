"""A thread that takes turns with the loops of one clock; and who the current thread is."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from _thread import allocate_lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.lab.crew import Crew

mutex = threading.RLock()
"""Held for a few lines at a time. One for all crews, since a thread can go from one to another."""

_local = threading.local()


class EndedError(BaseException):
    """Ends a thread that waits for a time that will never come. Not an Exception, so that programs let it pass."""


class Worker:
    """A thread that takes turns; `crew` is None while nobody counts on it.

    A worker without a crew is an ordinary thread: it runs as it likes, in real time.
    """

    def __init__(self, crew: Crew | None) -> None:
        self.crew = crew
        self.thread: threading.Thread | None = None
        self.stamp: int | None = None  # of its one valid place in the line
        self.until: float | None = None
        self.parked = False
        self.resting = False  # a pool's thread without a job: it outlives the crew
        self.released = False
        self.ended = False
        self.left = False
        self.wake: Callable[[], bool] | None = None
        self._gate = allocate_lock()
        self._gate.acquire()

    def park(self, when: float | None, wake: Callable[[], bool] | None = None) -> bool:
        """Give the turn away until `when` (virtual seconds; None: no deadline), or until released. Called in the worker's own thread.

        Args:
            when: the deadline.
            wake: asked by whoever drives, whenever nothing else can run: if it says yes, this worker is released.

        Returns:
            Whether it was released, not timed out.
        """
        self.prepare(when, wake)
        return self.pause()

    def prepare(self, when: float | None, wake: Callable[[], bool] | None = None) -> None:
        """Do the first half of `park`: from now on it can be released."""
        with mutex:
            self.parked, self.released, self.wake, self.until = True, False, wake, when
            if self.crew is not None:
                self.crew.line_up(self, when)
                self.crew.turn_ends(self)

    def pause(self, patience: float = -1) -> bool:
        """Do the second half of `park`: wait for the turn. `patience`, in real seconds, is for a worker without a crew."""
        if not self._gate.acquire(timeout=patience):
            with mutex:
                if self.parked:
                    self.parked = False
                    return False
            self._gate.acquire()  # released in the meantime
        set_worker(self if self.crew is not None else None)
        if self.ended:
            self.ended = False  # a pool's thread lives on
            raise EndedError
        return self.released

    def release(self, stamp: int | None = None) -> None:
        """End the worker's wait: its turn comes now, in the order of stamps. Does nothing unless it is parked.

        The worker goes to the crew of the thread that releases it, so that a pool made outside can work for any loop; if nobody drives
        that crew, it goes on as an ordinary thread.
        """
        with mutex:
            if not self.parked or self.released:
                return
            self.released = True
            own = self.crew if self.crew is not None and self.crew.driver is not None else None
            self._join((hiring_crew() or own) if self.thread is not None else None)
            if self.crew is None:
                self.open()
            else:
                self.crew.line_up(self, self.crew.clock.now, stamp)

    def open(self) -> None:
        """Let the thread run."""
        self.parked, self.stamp, self.until, self.wake = False, None, None, None
        self._gate.release()

    def leave(self, *, ending: bool = True) -> None:
        """Go: the thread ends, or is an ordinary one from now on."""
        with mutex:
            crew, self.left = self.crew, True
            if crew is not None and self.thread is not None and ending:
                crew.leaving.append(self.thread)
            self._join(None)
        set_worker(None)

    def _join(self, crew: Crew | None) -> None:
        if self.crew is not crew and self.crew is not None:
            self.crew.members.pop(self, None)
            self.crew.turn_ends(self)
        if crew is not None:
            crew.members[self] = None
        self.crew = crew


def worker() -> Worker | None:
    """Return the current thread's worker; None on the thread of a loop that drives, and on ordinary threads."""
    return getattr(_local, "worker", None)


def set_worker(worker: Worker | None) -> None:
    """Note whose thread this is."""
    _local.worker = worker


def current_crew() -> Crew | None:
    """Return the crew that the current thread belongs to, as a worker or by the loop that it runs; else None."""
    crew: Crew | None = getattr(asyncio._get_running_loop(), "crew", None)
    if crew is None and (me := worker()) is not None:
        crew = me.crew
    return crew


def hiring_crew() -> Crew | None:
    """Return the crew that threads started, or woken, by the current thread go to."""
    return current_crew() or getattr(_local, "on_behalf_of", None)


@contextlib.contextmanager
def on_behalf_of(crew: Crew) -> Iterator[None]:
    """Start threads, and give them work, for a loop that does not run yet."""
    before, _local.on_behalf_of = getattr(_local, "on_behalf_of", None), crew
    try:
        yield
    finally:
        _local.on_behalf_of = before


def _after_fork() -> None:
    """Forget, in a child process, the threads that are not there; the only one left is an ordinary thread."""
    mutex._at_fork_reinit()  # type: ignore[attr-defined]
    set_worker(None)
    _local.on_behalf_of = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
