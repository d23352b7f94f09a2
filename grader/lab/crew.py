"""Threads that take turns: the worker threads of one clock, and the loop that drives them.

At any moment either the loop that drives runs, or one worker thread: so what they do to each other comes in the same order each time.
A worker keeps its turn until it parks (sleeps, waits for a condition, ends). Parked workers with a deadline stand in a line, ordered
like timers.
"""

from __future__ import annotations

import contextlib
import heapq
import threading
import weakref
from _thread import allocate_lock
from collections import Counter
from typing import TYPE_CHECKING, Any

from grader.lab import lines, real
from grader.lab.worker import Worker, mutex

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

    from grader.lab.clock import Clock
    from grader.lab.loop import LabLoop

GRACE = 0.5
"""Real seconds that the loop leaves to a thread whose turn it is, before it goes on beside it (time stands still all the same)."""


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
        """Count what loops, other processes, and threads that are none of ours, have to do outside."""
        with mutex:
            waiting = Counter(self.pools.values())
        pools = sum(min(count, pool._max_workers) for pool, count in waiting.items())  # type: ignore[attr-defined]
        return self.strangers + pools + sum(loop.outside() for loop in list(self.loops))

    def chances(self) -> int:
        """Count what may come from nowhere: signals, and what ordinary threads may do."""
        loops = list(self.loops)
        driving = {loop._thread_id for loop in loops}
        return sum(loop.chances() for loop in loops) + sum(
            _is_ordinary(thread) for thread in threading.enumerate() if thread.ident not in driving
        )

    def main_is_at_work(self) -> bool:
        """Whether the main thread, beside the one that drives, does something: perhaps it is about to hand a loop a job."""
        main = threading.main_thread()
        if threading.current_thread() is main or main in (worker.thread for worker in self.members):
            return False
        return not _outside.get(main, bool)()

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
                    if self.driver is not None:  # they end in their turn, when it cleans up
                        self.line_up(worker, self.clock.now)
                    else:
                        self.members.pop(worker, None)
                        worker.crew = None
                        worker.open()


_outside: dict[threading.Thread, Callable[[], bool]] = {}


@contextlib.contextmanager
def waiting_outside(still: Callable[[], bool]) -> Iterator[None]:
    """Note that this thread, which takes no turns, waits now in real time; `still` tells whether it does, or is about to go on."""
    me = threading.current_thread()
    _outside[me] = still
    try:
        yield
    finally:
        _outside.pop(me, None)


all_crews: weakref.WeakSet[Crew] = weakref.WeakSet()


def crew_of(clock: Clock) -> Crew:
    """Return the one crew of a clock."""
    crew: Crew = vars(clock).setdefault("crew", Crew(clock))
    all_crews.add(crew)
    return crew


def _is_ordinary(thread: threading.Thread) -> bool:
    """Whether a thread of the program takes no turns: it was started outside any loop, or it is the main one and waits for others."""
    worker: Worker | None = thread.__dict__.get("_lab_worker")
    return thread is threading.main_thread() or (worker is not None and worker.crew is None and not worker.parked and not worker.left)
