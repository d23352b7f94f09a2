"""A thread that takes turns with the loops of one clock; and who the current thread is."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import threading
from _thread import allocate_lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grader.lab.threads.protocols import SchedulerProtocol

CHECK = 0.05
"""Real seconds between looks of a thread that waits for its turn after a system call: is the one who gives turns stuck?"""
mutex = threading.RLock()
"""Held for a few lines at a time. One for all schedulers, since a thread can go from one to another."""
waiting: set[int] = set()
"""The system's ids of threads that wait at their gate: nothing but a turn lets them run."""
driving: dict[SchedulerProtocol, None] = {}
"""The schedulers whose loop runs now."""

_local = threading.local()
_numbers = itertools.count(1)


class EndedError(BaseException):
    """Ends a thread that waits for a time that will never come. Not an Exception, so that programs let it pass."""


class Worker:
    """A thread that takes turns; `scheduler` is None while nobody counts on it.

    A worker without a scheduler is an ordinary thread: it runs as it likes, in real time.

    Args:
        scheduler: the scheduler, if it has one yet.
        name: what messages call the thread.
        passing: whether it waits here once, and takes no turns after that.
    """

    def __init__(self, scheduler: SchedulerProtocol | None, name: str = "", *, passing: bool = False) -> None:
        self.scheduler = scheduler
        self.name = name
        self.number = next(_numbers)
        self.passing = passing
        self.thread: threading.Thread | None = None
        self.native: int | None = None  # the system's id of the thread, once it has run
        self.ident: int | None = None  # Python's
        self.stamp: int | None = None  # of its one valid place in the queue
        self.until: float | None = None
        self.parked = False
        self.resting = False  # a pool's thread without a job: it outlives the scheduler
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
        self.take_turn()
        self.prepare(when, wake)
        return self.pause()

    def prepare(self, when: float | None, wake: Callable[[], bool] | None = None) -> None:
        """Do the first half of `park`: from now on it can be released."""
        with mutex:
            self.parked, self.released, self.wake, self.until = True, False, wake, when
            if self.scheduler is not None:
                self.scheduler.enqueue(self, when)
                self.scheduler.turn_ends(self)

    def pause(self, patience: float = -1) -> bool:
        """Do the second half of `park`: wait for the turn. `patience`, in real seconds, is for a worker without a scheduler."""
        if not self._pass_gate(patience):
            with mutex:
                if self.parked:
                    self.parked = False
                    return False
            self._pass_gate(-1)  # released in the meantime
        set_worker(self if self.scheduler is not None else None)
        if self.ended:
            self.ended = False  # a pool's thread lives on
            raise EndedError
        return self.released

    def _pass_gate(self, patience: float) -> bool:
        self.native = threading.get_native_id()
        with mutex:
            if self.parked:  # else the gate is open already
                waiting.add(self.native)
        try:
            return self._gate.acquire(timeout=patience)
        finally:
            waiting.discard(self.native)

    def take_turn(self) -> None:
        """Wait for a turn, if this thread came out of a system call and runs beside the loop: what it does next comes in a fixed order."""
        if (scheduler := self.scheduler) is None or not scheduler.comes_back(self):
            return
        look = None
        while not self._pass_gate(CHECK):
            before, look = look, scheduler.driver_sleeps()
            if look is not None and look == before and scheduler.goes_on(self):
                return  # who gives turns is stuck: perhaps it waits for a lock that this thread holds
        if self.ended:
            self.ended = False
            raise EndedError

    def release(self, stamp: int | None = None) -> None:
        """End the worker's wait: its turn comes now, in the order of stamps. Does nothing unless it is parked.

        The worker goes to the scheduler of the thread that releases it, so that a pool made outside can work for any loop; if nobody drives
        that scheduler, it goes on as an ordinary thread.
        """
        with mutex:
            if not self.parked or self.released:
                return
            self.released = True
            own = self.scheduler if self.scheduler is not None and self.scheduler.driver is not None else None
            self.move_to(None if self.passing else scheduler_for_new_threads() or own)
            if self.scheduler is None:
                self.open()
            else:
                self.scheduler.enqueue(self, self.scheduler.clock.now, stamp)

    def open(self) -> None:
        """Let the thread run. With the mutex held."""
        waiting.discard(self.native or 0)  # at once: it may be some time until it does
        self.parked, self.stamp, self.until, self.wake = False, None, None, None
        self._gate.release()

    def leave(self, *, ending: bool = True) -> None:
        """Go: the thread ends, or is an ordinary one from now on."""
        with mutex:
            scheduler, self.left = self.scheduler, True
            if scheduler is not None and self.thread is not None and ending:
                scheduler.leaving.append(self.thread)
            self.move_to(None)
        set_worker(None)

    def move_to(self, scheduler: SchedulerProtocol | None) -> None:
        """Take turns with another scheduler from now on; None: with nobody. With the mutex held."""
        if self.scheduler is not scheduler and self.scheduler is not None:
            self.scheduler.workers.pop(self, None)
            self.scheduler.turn_ends(self)
        if scheduler is not None:
            scheduler.workers[self] = None
        self.scheduler = scheduler


def worker() -> Worker | None:
    """Return the current thread's worker; None on the thread of a loop that drives, and on ordinary threads."""
    return getattr(_local, "worker", None)


def set_worker(worker: Worker | None) -> None:
    """Note whose thread this is."""
    _local.worker = worker


def set_own(worker: Worker) -> None:
    """Note, in a thread that begins, which worker is made for it: it takes turns whenever a loop drives."""
    _local.own = worker
    worker.native, worker.ident = threading.get_native_id(), threading.get_ident()


def own_worker() -> Worker | None:
    """Return the worker that was made for the current thread, whether it takes turns now or not."""
    return getattr(_local, "own", None)


def current_scheduler() -> SchedulerProtocol | None:
    """Return the scheduler that the current thread belongs to, as a worker or by the loop that it runs; else None."""
    scheduler: SchedulerProtocol | None = getattr(asyncio._get_running_loop(), "scheduler", None)
    if scheduler is None and (me := worker() or _join_driver()) is not None:
        _leave_the_closed(me)
        scheduler = me.scheduler
    return scheduler


def _join_driver() -> Worker | None:
    """Let a thread that was started while no loop ran take turns with the one that runs now."""
    if (me := own_worker()) is None or me.left or len(driving) != 1:
        return None
    with mutex:
        scheduler = next(iter(driving), None)
        if scheduler is None:
            return None
        me.move_to(scheduler)
        scheduler.runs_beside(me)
    set_worker(me)
    return me


def _leave_the_closed(me: Worker) -> None:
    """Make an ordinary thread of one that has outlived all loops of its clock."""
    with mutex:
        if me.scheduler is not None and me.scheduler.driver is None and not me.scheduler.loops:
            me.move_to(None)
            set_worker(None)


def scheduler_for_new_threads() -> SchedulerProtocol | None:
    """Return the scheduler that threads started, or woken, by the current thread go to."""
    return current_scheduler() or getattr(_local, "on_behalf_of", None)


@contextlib.contextmanager
def on_behalf_of(scheduler: SchedulerProtocol) -> Iterator[None]:
    """Start threads, and give them work, for a loop that does not run yet."""
    before, _local.on_behalf_of = getattr(_local, "on_behalf_of", None), scheduler
    try:
        yield
    finally:
        _local.on_behalf_of = before


def _after_fork() -> None:
    """Forget, in a child process, the threads that are not there; the only one left is an ordinary thread."""
    mutex._at_fork_reinit()  # type: ignore[attr-defined]
    set_worker(None)
    waiting.clear()
    driving.clear()
    _local.own = _local.on_behalf_of = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
