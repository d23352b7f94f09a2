"""Threads that take turns: the worker threads of one clock, and the loop that drives them.

At any moment either the loop that drives runs, or one worker thread: so what they do to each other comes in the same order each time.
A worker keeps its turn until it parks (sleeps, waits for a condition, ends). Parked workers with a deadline stand in a queue, ordered
like timers.

A worker that sleeps in a system call (a pipe, a socket, a lock, another process) can't be parked. The loop goes on beside it, and time
stands still until all that runs beside the loop sleeps. Back from its call, it asks for a turn before it does anything that others see.
"""

from __future__ import annotations

import contextlib
import heapq
import threading
import weakref
from _thread import allocate_lock
from collections import Counter
from typing import TYPE_CHECKING, Any

from grader.lab.clock import real
from grader.lab.threads import ordinary
from grader.lab.threads.beside import Beside
from grader.lab.threads.worker import Worker, driving, mutex
from grader.lab.witness import lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

    from grader.lab.clock.clock import Clock
    from grader.lab.threads.protocols import LoopProtocol

LAST_MOMENTS = 5.0
"""Real seconds, at most, for a thread that has done all its work to be gone."""


class Scheduler(Beside):
    """The worker threads that share one clock, and whose turn it is."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.loops: weakref.WeakSet[LoopProtocol] = weakref.WeakSet()
        self.workers: dict[Worker, None] = {}  # in the order in which they came
        self.leaving: list[threading.Thread] = []
        self.strangers = 0  # threads and processes that somebody waits for, and that are none of ours
        self.pools: dict[Future[Any], ProcessPoolExecutor] = {}  # what is to be done in other processes, and by which pool
        self.since = 0.0  # real time of the last thing that happened
        self._queue: list[tuple[float, int, Worker]] = []
        self._turn_over = allocate_lock()
        self._turn_over.acquire()

    # ---- called by workers, with the mutex held ----
    def enqueue(self, worker: Worker, when: float | None, stamp: int | None = None) -> None:
        """Give a parked worker its place in the queue; without a deadline it has none."""
        self.workers[worker] = None
        worker.parked, worker.stamp = True, None
        if when is not None:
            worker.stamp = self.clock.stamp() if stamp is None else stamp
            heapq.heappush(self._queue, (round(when, 9), worker.stamp, worker))

    def turn_ends(self, worker: Worker) -> None:
        """Note that a worker doesn't run any more."""
        self.stops(worker)
        if self._turn_over.locked():
            self._turn_over.release()

    # ---- called by the thread that drives ----
    @contextlib.contextmanager
    def driven_by(self, loop: LoopProtocol) -> Iterator[None]:
        """Let a loop, in the current thread, move the clock and give the turns."""
        self.driver, self.driver_thread = loop, threading.get_native_id()
        driving[self] = None
        try:
            yield
        finally:
            self.driver = None
            driving.pop(self, None)
            self.let_all_go_on()

    @contextlib.contextmanager
    def attended(self, loop: LoopProtocol) -> Iterator[None]:
        """Let threads know that the one who gives turns sees to them now."""
        if self.driver is not loop:
            yield
            return
        self.driver_looks = True
        try:
            yield
        finally:
            self.driver_looks = False

    def first(self) -> tuple[float, int] | None:
        """Return the deadline and the stamp of the parked worker that comes first."""
        with mutex:
            while self._queue and self._queue[0][1] != self._queue[0][2].stamp:
                heapq.heappop(self._queue)  # released, or gone, since
            return self._queue[0][:2] if self._queue else None

    def due(self) -> tuple[float, int] | None:
        """Return the same, if it is time."""
        first = self.first()
        return first if first is not None and first[0] <= self.clock.now else None

    def grant(self) -> bool:
        """Give the turn to the next worker that is due, and wait until it has had it; False if none is due."""
        with mutex:
            if self.due() is None:
                return False
            worker = heapq.heappop(self._queue)[2]
            self.starts(worker)
            worker.open()
        self.since = real.monotonic()
        self.wait_for_turn()
        return True

    def wait_for_turn(self) -> None:
        """Wait, in real time, until no worker has the turn: it has parked, or sleeps in a system call."""
        while self.has_turn():
            if not self._turn_over.acquire(timeout=self.look):
                self.leave_sleepers_alone()
        while self.leaving:
            real.thread_join(self.leaving.pop(), LAST_MOMENTS)  # at its very end: is_alive() is to say so too

    def readmit(self) -> bool:
        """Give a place in the queue to the first of those that came back from a system call; False if there is none."""
        with mutex:
            if not self.returning:
                return False
            worker = min(self.returning, key=lambda one: one.number)
            self.returning.discard(worker)
            self.enqueue(worker, self.clock.now)
        return True

    def wake_ready(self) -> bool:
        """Release the workers that wait for something only their `wake` can tell; say whether there were any."""
        wakes = [(worker, worker.wake) for worker in list(self.workers) if worker.wake is not None and not worker.released]
        woken = [worker for worker, wake in wakes if wake()]
        for worker in woken:
            worker.release()
        return bool(woken)

    def items(self) -> int:
        """Count the items that pools' processes work at now."""
        with mutex:
            waiting = Counter(self.pools.values())
        return sum(min(count, pool._max_workers) for pool, count in waiting.items())  # type: ignore[attr-defined]

    def outside(self) -> int:
        """Count what loops, other processes, and threads that are none of ours, have to do outside."""
        return self.strangers + self.items() + sum(loop.outside() for loop in list(self.loops))

    def chances(self) -> int:
        """Count what may come from nowhere: signals, what ordinary threads may do, and what threads wait for in system calls."""
        loops = list(self.loops)
        return sum(loop.chances() for loop in loops) + ordinary.count({loop._thread_id for loop in loops}) + self.may_hear()

    def at_work(self) -> str:
        """Tell where the threads are that work now."""
        with mutex:
            working = [worker for worker in self.workers if worker in self.working]
        return ", ".join(f"{one.name} at {lines.place(lines.learners_frame(lines.thread_frame(one.ident)))}" for one in working)

    @contextlib.contextmanager
    def as_worker(self) -> Iterator[None]:
        """Make the current thread a worker for a while: it runs a loop beside the one that drives."""
        me = Worker(self, threading.current_thread().name)
        me.thread, me.ident = threading.current_thread(), threading.get_ident()
        with mutex:
            self.enqueue(me, self.clock.now)
        me.pause()
        try:
            yield
        finally:
            me.leave(ending=False)

    def bring_forward(self, seconds: float) -> None:
        """Let all that is set for later come so many virtual seconds earlier."""
        with mutex:
            self._queue = [(round(when - seconds, 9), stamp, worker) for when, stamp, worker in self._queue]
            for worker in self.workers:
                worker.until = None if worker.until is None else worker.until - seconds
            for timer in [timer for loop in list(self.loops) for timer in loop._scheduled]:
                timer._when = round(timer._when - seconds, 9)

    def close(self, loop: LoopProtocol) -> None:
        """Note that a loop is closed. With the last one, the threads end that still wait for its time to pass."""
        self.loops.discard(loop)
        if not self.loops:
            self.end()

    def end(self) -> None:
        """End all parked threads but those of pools, which may get a job from somebody else."""
        with mutex:
            for worker in list(self.workers):
                if worker.parked and not worker.resting:
                    worker.ended = True
                    self.returning.discard(worker)
                    if self.driver is not None:  # they end in their turn, when it cleans up
                        self.enqueue(worker, self.clock.now)
                    else:
                        self.workers.pop(worker, None)
                        worker.scheduler = None
                        worker.open()


all_schedulers: weakref.WeakSet[Scheduler] = weakref.WeakSet()


def scheduler_of(clock: Clock) -> Scheduler:
    """Return the one scheduler of a clock."""
    scheduler: Scheduler = vars(clock).setdefault("scheduler", Scheduler(clock))
    all_schedulers.add(scheduler)
    return scheduler


def begin_anew(clock: Clock) -> None:
    """Let a clock show 0 again, after an import: the time that has passed is not the play's. What is set for later stays as far ahead."""
    scheduler_of(clock).bring_forward(clock.now)
    clock.now = 0.0
