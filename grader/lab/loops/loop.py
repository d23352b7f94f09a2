"""An event loop that never waits: when nothing can run, virtual time moves to the next thing that happens.

All else is the stock `SelectorEventLoop`: only what its selector does when it would wait, its clock, and the order of equal timers differ.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import math
import sys
import weakref
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from grader.lab.clock import real
from grader.lab.clock.clock import Clock, Deadlock, Idle, Poll, Stalled
from grader.lab.clock.local_clock import LocalClock
from grader.lab.loops import polling
from grader.lab.loops.outside import OutsideLoop
from grader.lab.threads import kernel, ordinary, worker
from grader.lab.threads.scheduler import scheduler_of
from grader.lab.witness import lines, who_waits

if TYPE_CHECKING:
    import asyncio
    import selectors
    from collections import deque
    from collections.abc import Callable, Iterator
    from concurrent.futures import Executor
    from types import FrameType

    from grader.lab.threads.worker import Worker

PATIENCE = 5.0
"""Real seconds that a worker thread may work while nothing else can run."""
TURNS = 50_000
"""Turns that a loop and its threads may take without any time passing."""

_T = TypeVar("_T")
_numbers = itertools.count(1)


class LabLoop(OutsideLoop):
    """The lab's event loop.

    Args:
        clock: the clock; by default that of the loop or worker that makes this one, else a LocalClock of its own.
        selector: as for the stock loop.
    """

    _ready: deque[asyncio.Handle]
    _thread_id: int | None

    def __init__(self, clock: Clock | None = None, selector: selectors.BaseSelector | None = None) -> None:
        super().__init__(selector)
        if clock is None:
            current = worker.current_scheduler()
            clock = LocalClock() if current is None else current.clock
        self.clock = clock
        self.scheduler = scheduler_of(clock)
        self.scheduler.loops.add(self)
        self.number = next(_numbers)
        self.standing: str | None = None  # in which blocking call
        self.blocked: list[tuple[str, float | None, str, float]] = []
        self._turns, self._turns_at = 0, 0.0
        poll = self._selector.select
        self._selector.select = functools.partial(polling.select, weakref.ref(self), poll)  # type: ignore[method-assign]  # any kind of selector will do

    # ---- turns ----
    def run_forever(self) -> None:
        """Run until stop() is called; in a thread beside the loop that drives the clock, as one of its workers."""
        with self._driving():
            super().run_forever()

    @contextlib.contextmanager
    def _driving(self) -> Iterator[None]:
        """Drive the clock, if nobody does yet; else take turns with the one who does."""
        if self.scheduler.driver is None:
            with self.scheduler.driven_by(self):
                yield
        elif self.scheduler.driver.is_running() and not self.is_running() and self._me() is None:
            with self.scheduler.as_worker():
                yield
        else:
            yield

    def _me(self) -> Worker | None:
        """Return the current thread's worker, if it takes turns with this loop's clock."""
        me = worker.worker()
        return me if me is not None and me.scheduler is self.scheduler else None

    def _turn(self, poll: Poll) -> list[Any]:
        """Between two turns of a loop that has more to do: one turn for a thread that is due, and a look at the files."""
        if self.scheduler.driver is self:
            if self.scheduler.beside or (self.clock.exact and kernel.has_children()):
                self.scheduler.let_others_settle(below=True)
            self.scheduler.readmit()
            self.scheduler.wake_ready()
            self.scheduler.grant()
        events = poll(0)
        if not events:
            self._count_turn()
        return events

    def _count_turn(self) -> None:
        if self._turns_at != self.clock.now:
            self._turns, self._turns_at = 0, self.clock.now
        self._turns += 1
        if self._turns > TURNS:
            self._turns = 0  # whoever catches the error may want to run the loop once more
            self.stuck(Stalled(f"The program has taken {TURNS} turns without any time passing.\n{self.where()}"))

    # ---- when nothing can run ----
    def _idle(self, poll: Poll) -> list[Any]:
        """Let others run, and time pass, until this loop has something to do."""
        if (me := self._me()) is not None:
            return self._idle_as_worker(me, poll)
        self.scheduler.since = real.monotonic()
        with self._sleeping():
            while True:
                events = self._pass(self._next_timer(), poll)
                if events or self._called or self._timer_is_next():
                    return events

    def _idle_as_worker(self, me: Worker, poll: Poll) -> list[Any]:
        with self._sleeping():
            events = poll(0)
            if not events:
                me.park(_finite(self._next_timer()), wake=lambda: bool(poll(0)))
                events = poll(0)
            return events

    def _timer_is_next(self) -> bool:
        """Whether a timer is due, and before the next worker."""
        timer, thread = self._due(), self.scheduler.due()
        return timer is not None and (thread is None or timer < thread)

    def _pass(self, until: float | None, poll: Poll) -> list[Any]:
        """Do one thing that is not this loop's: a thread's turn, or a step of the clock. Return ready files."""
        self.scheduler.wait_for_turn()
        if self.scheduler.grant():
            self._count_turn()
            return []
        # First these: what they do before the look at the files is seen there.
        outside, main = self.scheduler.outside(), ordinary.main_is_at_work(self.scheduler.workers)
        if (events := poll(0)) or self.scheduler.wake_ready():
            return events
        if not self._has_settled():
            return self._be_patient(poll, outside)
        if self.scheduler.readmit():
            return []
        if main and real.monotonic() - self.scheduler.since < PATIENCE:
            return poll(polling.MOMENT)
        return self._advance(until, outside, poll)

    def _has_settled(self) -> bool:
        """Whether nothing else runs: no thread, and no process below this one that the clock counts on, or that a thread waits for."""
        return self.scheduler.settled(below=self.clock.exact or bool(self.scheduler.beside))

    def _be_patient(self, poll: Poll, outside: int) -> list[Any]:  # noqa: ARG002 - for who knows what is outside
        """Wait, with time standing still, for a thread that works on and on."""
        if self.scheduler.working and real.monotonic() - self.scheduler.since > PATIENCE:
            self.scheduler.since = real.monotonic()
            at = self.scheduler.at_work()
            self.stuck(Stalled(f"A thread has worked for {PATIENCE:g} real seconds while all else waits: {at}\n{self.where()}"))
        return poll(polling.MOMENT)

    def _advance(self, until: float | None, outside: int, poll: Poll) -> list[Any]:
        """Ask the clock to move on."""
        first = self.scheduler.first()
        deadlines = [when for when in (_finite(until), first[0] if first else None) if when is not None]
        next_one = min(deadlines, default=None)
        chances = self.scheduler.chances() if next_one is None else 0  # nobody asks otherwise, and counting costs
        if self.scheduler.beside and not (self.clock.exact and deadlines):
            outside += kernel.has_company()
        idle = Idle(next_one, outside, poll, self.where, chances, self._has_stirred)
        try:
            return self.clock.advance(idle)
        except (Deadlock, Stalled) as error:
            self.stuck(error)

    def _has_stirred(self) -> bool:
        """Whether a thread has gone on, or is to (who joins one that is none of ours is told of its end by nothing else)."""
        returns = bool(self.scheduler.returning) or self.scheduler.due() is not None or self.scheduler.wake_ready()
        return returns or not self._has_settled()

    def where(self) -> str:
        """Tell who waits where."""
        return who_waits.report()

    # ---- what blocks the loop's thread ----
    def stand_still(self, what: str, seconds: float | None, done: Callable[[], bool]) -> None:
        """Block this loop's thread: threads and the clock go on, but no callback of this loop runs.

        Args:
            what: the blocking call's name.
            seconds: how long at most, in virtual seconds; None: until `done`.
            done: whether it is over.
        """
        if done():
            return
        self.on_blocking(what, seconds, lines.learners_frame(sys._getframe(1)))
        until = None if seconds is None else round(self.clock.now + seconds, 9)
        self.standing = what
        try:
            with self.scheduler.attended(self):
                self._stand_until(until, done)
        finally:
            self.standing = None

    def _stand_until(self, until: float | None, done: Callable[[], bool]) -> None:
        me = self._me()
        self.scheduler.since = real.monotonic()
        while not done() and (until is None or self.clock.now < until):
            if me is not None:
                me.park(until, wake=done)
            else:
                self._pass(until, functools.partial(polling.nap, done))

    def on_blocking(self, what: str, seconds: float | None, frame: FrameType | None) -> None:
        """Put down a call that blocks the loop's thread; `frame` is the learner's that made it."""
        self.blocked.append((what, seconds, lines.place(frame), self.clock.now))

    def stuck(self, error: Deadlock | Stalled) -> NoReturn:
        """Report that the program can't go on. To be overridden where nothing of the program is to run any more."""
        self.scheduler.end()  # or the loop could not be closed: it waits for its threads
        raise error

    # ---- threads ----
    def run_in_executor(self, executor: Executor | None, func: Callable[..., _T], *args: Any) -> asyncio.Future[_T]:  # type: ignore[override]  # typeshed's *args
        """Run a function in a thread, or a process; also before the loop runs."""
        with worker.on_behalf_of(self.scheduler):
            return super().run_in_executor(executor, func, *args)

    def close(self) -> None:
        """Close the loop; with the last one of a clock, its worker threads end."""
        super().close()
        if self.is_closed():
            self.scheduler.close(self)


def _finite(when: float | None) -> float | None:
    """Return a deadline that will come, else None: `asyncio.timeout(math.inf)` is no reason for time to pass."""
    return when if when is not None and when < math.inf else None
