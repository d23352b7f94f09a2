"""Threads that take turns: the worker threads of one clock, and the loop that drives them.

At any moment either the loop that drives runs, or one worker thread: so what they do to each other comes in the same order each time. A worker
keeps its turn until it parks (sleeps, waits for a condition, ends). Parked workers with a deadline stand in a line, ordered like timers.
"""

from __future__ import annotations

import asyncio
import contextlib
import heapq
import os
import threading
import weakref
from _thread import allocate_lock
from collections import Counter
from typing import TYPE_CHECKING, Any

from grader.lab import lines, real

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

    from grader.lab.clock import Clock
    from grader.lab.loop import LabLoop

GRACE = 0.5
"""Real seconds that the loop leaves to a thread whose turn it is, before it goes on beside it (time stands still all the same)."""

mutex = threading.RLock()
"""Held for a few lines at a time. One for all crews, since a thread can go from one to another."""

_local = threading.local()


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
            raise SystemExit("The loop of this thread is closed.")
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


class Crew:
    """The worker threads that share one clock, and whose turn it is."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.driver: LabLoop | None = None
        self.loops: weakref.WeakSet[LabLoop] = weakref.WeakSet()
        self.members: dict[Worker, None] = {}  # in the order in which they came
        self.working: set[Worker] = set()
        self.leaving: list[threading.Thread] = []
        self.strangers = 0  # threads and processes that somebody waits for, and that are none of ours
        self.pools: dict[Future[Any], ProcessPoolExecutor] = {}  # what is to be done in other processes, and by which pool
        self.finished = 0  # how many of those are done
        self.since = 0.0  # real time of the last thing that happened
        self._line: list[tuple[float, int, Worker]] = []
        self._at_ease: set[Worker] = set()  # have worked longer than GRACE
        self._turn_over = allocate_lock()
        self._turn_over.acquire()

    # ---- called by workers, with the mutex held ----
    def line_up(self, worker: Worker, when: float | None, stamp: int | None = None) -> None:
        """Give a parked worker its place in the line; without a deadline it has none."""
        self.members[worker] = None
        worker.parked, worker.stamp = True, None
        if when is not None:
            worker.stamp = self.clock.stamp() if stamp is None else stamp
            heapq.heappush(self._line, (round(when, 9), worker.stamp, worker))

    def turn_ends(self, worker: Worker) -> None:
        """Note that a worker doesn't run any more."""
        self.working.discard(worker)
        self._at_ease.discard(worker)
        if self._turn_over.locked():
            self._turn_over.release()

    # ---- called by the thread that drives ----
    def first(self) -> tuple[float, int] | None:
        """Return the deadline and the stamp of the parked worker that comes first."""
        with mutex:
            while self._line and self._line[0][1] != self._line[0][2].stamp:
                heapq.heappop(self._line)  # released, or gone, since
            return self._line[0][:2] if self._line else None

    def due(self) -> tuple[float, int] | None:
        """Return the same, if it is time."""
        first = self.first()
        return first if first is not None and first[0] <= self.clock.now else None

    def grant(self) -> bool:
        """Give the turn to the next worker that is due, and wait until it has had it; False if none is due."""
        with mutex:
            if self.due() is None:
                return False
            worker = heapq.heappop(self._line)[2]
            self.working.add(worker)
            worker.open()
        self.since = real.monotonic()
        self.wait_for_turn()
        return True

    def wait_for_turn(self) -> None:
        """Wait, in real time, until no worker runs; but no longer than GRACE for each turn."""
        while self._hurries():
            if not self._turn_over.acquire(timeout=GRACE):
                with mutex:
                    self._at_ease |= self.working
        while self.leaving:
            real.thread_join(self.leaving.pop(), GRACE)  # at its very end: is_alive() is to say so too

    def _hurries(self) -> bool:
        with mutex:
            return bool(self.working - self._at_ease)

    def rouse(self) -> bool:
        """Release the workers that wait for something only their `wake` can tell; say whether there were any."""
        wakes = [(worker, worker.wake) for worker in list(self.members) if worker.wake is not None and not worker.released]
        woken = [worker for worker, wake in wakes if wake()]
        for worker in woken:
            worker.release()
        return bool(woken)

    def outside(self) -> int:
        """Count what other processes, and threads that are none of ours, have to do for us."""
        with mutex:
            waiting = Counter(self.pools.values())
        return self.strangers + sum(min(count, pool._max_workers) for pool, count in waiting.items())  # type: ignore[attr-defined]  # noqa: SLF001

    def at_work(self) -> str:
        """Tell where the threads are that work now."""
        with mutex:
            threads = [worker.thread for worker in self.members if worker in self.working and worker.thread is not None]
        return ", ".join(f"{thread.name} at {lines.place(lines.learners_frame(lines.thread_frame(thread.ident)))}" for thread in threads)

    @contextlib.contextmanager
    def guest(self) -> Iterator[None]:
        """Make the current thread a worker for a while: it runs a loop beside the one that drives."""
        me = Worker(self)
        me.thread = threading.current_thread()
        with mutex:
            self.line_up(me, self.clock.now)
        me.pause()
        try:
            yield
        finally:
            me.leave(ending=False)

    def close(self, loop: LabLoop) -> None:
        """Note that a loop is closed. With the last one, the threads end that still wait for its time to pass."""
        self.loops.discard(loop)
        if not self.loops:
            self.end()

    def end(self) -> None:
        """End all parked threads but those of pools, which may get a job from somebody else."""
        with mutex:
            for worker in list(self.members):
                if worker.parked and not worker.resting:
                    worker.ended = True
                    self.members.pop(worker, None)
                    worker.crew = None
                    worker.open()


def worker() -> Worker | None:
    """Return the current thread's worker; None on the thread of a loop that drives, and on ordinary threads."""
    return getattr(_local, "worker", None)


def set_worker(worker: Worker | None) -> None:
    """Note whose thread this is."""
    _local.worker = worker


def current_crew() -> Crew | None:
    """Return the crew that the current thread belongs to, as a worker or by the loop that it runs; else None."""
    crew: Crew | None = getattr(asyncio._get_running_loop(), "crew", None)  # noqa: SLF001 - public, for those who make loops
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


def ordinary_threads() -> int:
    """Count the threads that were started outside any loop, and run as they like."""
    workers = [thread.__dict__.get("_lab_worker") for thread in threading.enumerate()]
    return sum(worker is not None and worker.crew is None and not worker.parked and not worker.left for worker in workers)


all_crews: weakref.WeakSet[Crew] = weakref.WeakSet()


def crew_of(clock: Clock) -> Crew:
    """Return the one crew of a clock."""
    crew: Crew = vars(clock).setdefault("crew", Crew(clock))
    all_crews.add(crew)
    return crew


def _after_fork() -> None:
    """Forget, in a child process, the threads that are not there; the only one left is an ordinary thread."""
    mutex._at_fork_reinit()  # type: ignore[attr-defined]  # noqa: SLF001 - as the standard library does with its own locks
    set_worker(None)
    _local.on_behalf_of = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
