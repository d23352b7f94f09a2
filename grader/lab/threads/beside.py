"""Threads that run beside the loop: they sleep in a system call, or come back from one. What of them holds time up, and for how long.

On Linux the kernel tells exactly who sleeps. Elsewhere only patience is left: a thread that keeps its turn for longer than PATIENCE may be
in a system call, or may compute; the loop goes on beside it, and time stands still until it parks.
"""

from __future__ import annotations

import _thread
from typing import TYPE_CHECKING

from grader.lab.clock import real
from grader.lab.threads import kernel
from grader.lab.threads.worker import mutex, waiting

if TYPE_CHECKING:
    from grader.lab.threads.protocols import LoopProtocol
    from grader.lab.threads.worker import Worker

LOOK = 0.001
"""Real seconds between two looks at a thread that has the turn. They decide when something is noticed, never what."""
SPIN = 0.5
"""Seconds of processor time, after which the loop goes on beside those who compute: perhaps they do so until the loop does something."""
NAPS = 5
"""Short sleeps in a row of a thread, after which it only looks around now and then; one that sleeps once will go on by itself."""
PATIENCE = 0.5
"""Real seconds of one turn, after which the loop goes on beside a thread, where the kernel doesn't tell what it does."""


class Beside:
    """Who has the turn, and who runs beside the loop.

    working: has had the turn and hasn't parked since. beside: those of them that the loop doesn't wait for. returning: those that have
    come back from a system call, and wait for a turn.
    """

    def __init__(self) -> None:
        self.driver: LoopProtocol | None = None
        self.working: set[Worker] = set()
        self.beside: set[Worker] = set()
        self.returning: set[Worker] = set()
        self.driver_thread = 0
        self.driver_looks = False  # the thread that drives is in the lab's own waits, and will see to whoever comes
        self.look = LOOK if kernel.AVAILABLE else PATIENCE
        self._used: float | None = None  # seconds of processor time, when somebody first looked after the turn began
        self._trace: kernel.Trace | None = None
        self._naps: set[kernel.Trace] = set()

    # ---- with the mutex held ----
    def starts(self, worker: Worker) -> None:
        """Note that a worker has the turn."""
        self.working.add(worker)
        self._used = None

    def stops(self, worker: Worker) -> None:
        """Note that a worker has parked, or is gone."""
        self.working.discard(worker)
        self.beside.discard(worker)
        self.returning.discard(worker)

    def runs_beside(self, worker: Worker) -> None:
        """Note a thread that runs, and has no turn."""
        self.starts(worker)
        self.beside.add(worker)

    # ---- called by workers ----
    def comes_back(self, worker: Worker) -> bool:
        """Note that a thread which runs beside the loop wants a turn; False if it needs none."""
        with mutex:
            if worker not in self.beside or self.driver is None or not kernel.AVAILABLE:
                return False
            self.stops(worker)
            worker.parked, worker.released, worker.wake, worker.until = True, False, None, None
            self.returning.add(worker)
            return True

    def goes_on(self, worker: Worker) -> bool:
        """Let such a thread go on without a turn; False if it was just given one."""
        with mutex:
            if worker not in self.returning:
                return False
            self.stops(worker)
            worker.parked = False
            self.runs_beside(worker)
            return True

    def driver_sleeps(self) -> tuple[int, ...] | None:
        """Tell how often the thread that gives turns has run, if it sleeps, and not in a wait of the lab's; else None."""
        state, ran = (None if self.driver_looks else kernel.threads().get(self.driver_thread)) or ("R", ())
        return ran if kernel.sleeps(state) else None

    # ---- called by the thread that drives ----
    def let_all_go_on(self) -> None:
        """Let those that wait for a turn go on without one: nobody drives any more."""
        with mutex:
            for worker in list(self.returning):
                self.stops(worker)
                self.runs_beside(worker)
                worker.open()

    def has_turn(self) -> bool:
        """Whether a worker runs that the loop has to wait for."""
        with mutex:
            return bool(self.working - self.beside)

    def leave_sleepers_alone(self) -> None:
        """Go on beside those that have the turn and sleep in a system call, when nothing else runs that could wake them.

        So a thread that waits for a process which computes keeps its turn: who comes first doesn't depend on how quick that is. But one
        that computes without end, itself or through others, does not: perhaps they wait for the loop.
        """
        if kernel.AVAILABLE and not self.settled(below=True):
            used = self._computed(below=True)
            self._used = used if self._used is None else self._used
            if used - self._used < SPIN:
                return
        with mutex:
            self.beside |= {worker for worker in self.working if worker.native is not None}

    def settled(self, *, below: bool) -> bool:
        """Whether nothing but the thread that asks runs, and nothing has run since it asked last.

        Args:
            below: whether the processes below this one count, too.
        """
        if not kernel.AVAILABLE:
            return not self.working
        if not self._has_others(below=below):
            return True
        napping = {worker.native for worker in list(self.working) if worker.native and kernel.call(worker.native) in kernel.SLEEPS}
        if (trace := kernel.trace(below=below)) is None:
            return False
        naps = frozenset(one for one in trace if one[1] in napping)
        before, self._trace = self._trace, trace - naps
        self._naps = self._naps | {naps} if self._trace == before else {naps}
        return self._trace == before and (not naps or len(self._naps) > NAPS)

    def let_others_settle(self, *, below: bool) -> None:
        """Wait, in real time, until nothing else runs; but no longer than others compute, for perhaps they wait for the one who asks."""
        began = self._computed(below=below)
        while not self.settled(below=below) and self._computed(below=below) - began < SPIN:
            real.sleep(LOOK)

    def _computed(self, *, below: bool) -> float:
        """Tell how many seconds of processor time all have used that may run beside the loop."""
        threads = sum(kernel.used(worker.native) for worker in list(self.working) if worker.native)
        return threads + (sum(map(kernel.used_by, kernel.descendants())) if below else 0.0)

    def _has_others(self, *, below: bool) -> bool:
        """Whether there is anybody to look at, which costs more: a thread that is not at its gate, or a process."""
        return _thread._count() > len(waiting) or (below and kernel.has_children())

    def may_hear(self) -> int:
        """Count the threads that wait in a system call for something that may come from outside this process, and not for a lock."""
        return sum(worker.native is None or kernel.call(worker.native) not in kernel.FUTEX for worker in list(self.beside))
