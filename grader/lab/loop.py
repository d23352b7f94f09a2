"""An event loop that never waits: when nothing can run, virtual time moves to the next thing that happens.

All else is the stock `SelectorEventLoop`: only what its selector does when it would wait, its clock, and the order of equal timers differ.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import heapq
import itertools
import math
import os
import selectors
import signal
import socket
import sys
import weakref
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, NoReturn

from grader.lab import crew, lines, real
from grader.lab.clock import Clock, Deadlock, Idle, Stalled
from grader.lab.local_clock import LocalClock

if TYPE_CHECKING:
    from collections import deque
    from concurrent.futures import Executor
    from types import FrameType

PATIENCE = 5.0
"""Real seconds that a worker thread may work while nothing else can run."""
TURNS = 50_000
"""Turns that a loop and its threads may take without any time passing."""
TICK = 0.05
"""Real seconds between looks at what is not ours to wait for."""


_numbers = itertools.count(1)


class Timer(asyncio.TimerHandle):
    """A timer that knows its place among those of the same instant (a heap alone would shuffle them)."""

    __slots__ = ("_stamp",)
    _when: float
    _cancelled: bool
    _stamp: int

    def __lt__(self, other: object) -> bool:
        return (self._when, self._stamp) < (other._when, other._stamp) if isinstance(other, Timer) else NotImplemented


class LabLoop(asyncio.SelectorEventLoop):
    """The lab's event loop.

    Args:
        clock: the clock; by default that of the loop or worker that makes this one, else a LocalClock of its own.
        selector: as for the stock loop.
    """

    # What the stock loop keeps and typeshed doesn't tell.
    _clock_resolution: float
    _debug: bool
    _ready: deque[asyncio.Handle]
    _scheduled: list[Timer]
    _selector: selectors.BaseSelector
    _signal_handlers: dict[int, asyncio.Handle]
    _ssock: socket.socket
    _thread_id: int | None
    _timer_cancelled_count: int
    _transports: weakref.WeakValueDictionary[int, Any]

    def __init__(self, clock: Clock | None = None, selector: selectors.BaseSelector | None = None) -> None:
        super().__init__(selector)
        if clock is None:
            current = crew.current_crew()
            clock = LocalClock() if current is None else current.clock
        self.clock = clock
        self.crew = crew.crew_of(clock)
        self.crew.loops.add(self)
        self.number = next(_numbers)
        self.blocked: list[tuple[str, float | None, str, float]] = []
        self._clock_resolution = 1e-9
        self._turns, self._turns_at = 0, 0.0
        self._children: weakref.WeakSet[asyncio.SubprocessTransport] = weakref.WeakSet()
        self._being_born = 0
        self._poll: Callable[[float], list[Any]] = self._selector.select
        self._selector.select = functools.partial(_select, weakref.ref(self), self._poll)  # type: ignore[method-assign]

    # ---- timers ----
    def time(self) -> float:
        """Return the virtual time, in seconds since the lab began."""
        return self.clock.now

    def call_at(self, when: float, callback: Callable[..., object], *args: Any, context: Any = None) -> Timer:  # type: ignore[override]
        """Call back at a virtual time; of equal times, the one that was set first comes first."""
        if when is None:
            raise TypeError("when cannot be None")
        self._check_closed()  # type: ignore[attr-defined]
        if self._debug:
            self._check_thread()  # type: ignore[attr-defined]
            self._check_callback(callback, "call_at")  # type: ignore[attr-defined]
        return self._set_timer(when, self.clock.stamp(), callback, args, context)

    def call_stamped(self, when: float, stamp: int, callback: Callable[..., object], *args: Any) -> Timer:
        """Call back at a virtual time, at a place among equal times that was taken earlier with `clock.stamp()`."""
        self._check_closed()  # type: ignore[attr-defined]
        return self._set_timer(when, stamp, callback, args, None)

    def _set_timer(self, when: float, stamp: int, callback: Callable[..., object], args: tuple[Any, ...], context: Any) -> Timer:
        timer = Timer(round(when, 9), callback, args, self, context)
        timer._stamp = stamp
        if timer._source_traceback:  # type: ignore[attr-defined]
            del timer._source_traceback[-2:]  # type: ignore[attr-defined]  # what debug mode shows ends with the caller's line
        timer._scheduled = True  # type: ignore[attr-defined]
        heapq.heappush(self._scheduled, timer)
        return timer

    def _next_timer(self) -> float | None:
        while self._scheduled and self._scheduled[0]._cancelled:  # by a thread: the loop itself sees to those of its own
            heapq.heappop(self._scheduled)._scheduled = False  # type: ignore[attr-defined]
            self._timer_cancelled_count -= 1
        return self._scheduled[0]._when if self._scheduled else None

    def _timer_is_next(self) -> bool:
        """Whether a timer is due, and before the next worker."""
        if not self._scheduled or self._scheduled[0]._when > self.clock.now:
            return False
        worker = self.crew.due()
        return worker is None or (self._scheduled[0]._when, self._scheduled[0]._stamp) < worker

    # ---- turns ----
    def run_forever(self) -> None:
        """Run until stop() is called; in a thread beside the loop that drives the clock, as one of its workers."""
        with self._driving():
            super().run_forever()

    @contextlib.contextmanager
    def _driving(self) -> Iterator[None]:
        """Drive the clock, if nobody does yet; else take turns with the one who does."""
        me = crew.worker()
        if self.crew.driver is None:
            self.crew.driver = self
            try:
                yield
            finally:
                self.crew.driver = None
        elif self.crew.driver.is_running() and not self.is_running() and (me is None or me.crew is not self.crew):
            with self.crew.guest():
                yield
        else:
            yield

    def _turn(self, poll: Callable[[float], list[Any]]) -> list[Any]:
        """Between two turns of a loop that has more to do: one turn for a thread that is due, and a look at the files."""
        if self.crew.driver is self and self.crew.members:
            self.crew.rouse()
            self.crew.grant()
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

    def _idle(self, poll: Callable[[float], list[Any]]) -> list[Any]:
        """Let others run, and time pass, until this loop has something to do."""
        me = crew.worker()
        if me is not None and me.crew is self.crew:
            return self._idle_as_worker(me, poll)
        self.crew.since = real.monotonic()
        while True:
            events = self._pass(self._next_timer(), poll)
            if events or self._ready or self._timer_is_next():
                return events

    def _idle_as_worker(self, me: crew.Worker, poll: Callable[[float], list[Any]]) -> list[Any]:
        events = poll(0)
        if not events and not self._ready:
            me.park(_finite(self._next_timer()), wake=lambda: bool(poll(0)))
            events = poll(0)
        return events

    def _pass(self, until: float | None, poll: Callable[[float], list[Any]]) -> list[Any]:
        """Do one thing that is not this loop's: a thread's turn, or a step of the clock. Return ready files."""
        self.crew.wait_for_turn()
        if self.crew.grant():
            self._count_turn()
            return []
        if (events := poll(0)) or self.crew.rouse():
            return events
        if self.crew.working:
            return self._be_patient(poll)
        return self._advance(until, poll)

    def _be_patient(self, poll: Callable[[float], list[Any]]) -> list[Any]:
        """Wait, with time standing still, for a thread that works on and on."""
        if real.monotonic() - self.crew.since > PATIENCE:
            self.crew.since = real.monotonic()
            self.stuck(
                Stalled(f"A thread has worked for {PATIENCE:g} real seconds while all else waits: {self.crew.at_work()}\n{self.where()}")
            )
        return poll(TICK)

    def _advance(self, until: float | None, poll: Callable[[float], list[Any]]) -> list[Any]:
        """Ask the clock to move on."""
        first = self.crew.first()
        deadlines = [when for when in (until, first and first[0]) if _finite(when) is not None]
        next_one = min(deadlines, default=None)
        try:
            return self.clock.advance(Idle(next_one, self._outside(next_one), poll, self.where))
        except (Deadlock, Stalled) as error:
            self.stuck(error)

    def where(self) -> str:
        """Tell who waits where."""
        from grader.lab import who_waits  # noqa: PLC0415 - not needed unless something went wrong

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
        me = crew.worker()
        self.crew.since = real.monotonic()
        while not done() and (until is None or self.clock.now < until):
            if me is not None and me.crew is self.crew:
                me.park(until, wake=done)
            else:
                self._pass(until, functools.partial(_nap, done))

    def on_blocking(self, what: str, seconds: float | None, frame: FrameType | None) -> None:
        """Put down a call that blocks the loop's thread; `frame` is the learner's that made it."""
        self.blocked.append((what, seconds, lines.place(frame), self.clock.now))

    def stuck(self, error: Deadlock | Stalled) -> NoReturn:
        """Report that the program can't go on. To be overridden where nothing of the program is to run any more."""
        raise error

    # ---- what is outside ----
    def _outside(self, until: float | None) -> int:
        """Count what may still come from outside this process, to any loop or thread of this clock."""
        count = self.crew.outside() + sum(loop.outside() for loop in list(self.crew.loops))
        if count or until is not None:
            return count
        # A signal can come at any time, and so can an ordinary thread: a reason not to call it a deadlock, but none to make programs wait.
        return crew.ordinary_threads() + sum(bool(loop._signal_handlers) for loop in list(self.crew.loops))

    def outside(self) -> int:
        """Count this loop's child processes that are alive, and its sockets whose peer is outside this process."""
        if self.is_closed():
            return 0
        alive = sum(not (child._finished or child._closed) for child in list(self._children))  # or something holds its pipes
        return self._being_born + alive + self._awaits_alarm() + self.foreign_sockets()

    def _awaits_alarm(self) -> bool:
        """Whether the system's own alarm clock is set, and this loop listens to it."""
        return getattr(signal, "SIGALRM", None) in self._signal_handlers and signal.getitimer(signal.ITIMER_REAL)[0] > 0

    def foreign_sockets(self) -> int:
        """Count the connected sockets whose other end isn't a socket of this clock's loops."""
        if len(self._selector.get_map()) + len(self._transports) <= 1:  # the loop's own wake-up socket
            return 0
        names = {name for loop in list(self.crew.loops) for name, _ in loop._addresses()}
        return sum(bool(peer) and peer not in names for _, peer in self._addresses())

    def _addresses(self) -> list[tuple[Any, Any]]:
        """List this loop's sockets: own address, and the peer's."""
        if self.is_closed():
            return []
        files = {*self._transports, *(key.fd for key in self._selector.get_map().values())} - {self._ssock.fileno()}
        return [pair for pair in map(_address, sorted(files)) if pair is not None]

    def run_in_executor(self, executor: Executor | None, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:
        """Run a function in a thread, or a process; also before the loop runs."""
        with crew.on_behalf_of(self.crew):
            return super().run_in_executor(executor, func, *args)

    async def _make_subprocess_transport(self, *args: Any, **kwargs: Any) -> asyncio.SubprocessTransport:
        self._being_born += 1
        try:
            made: asyncio.SubprocessTransport = await super()._make_subprocess_transport(*args, **kwargs)  # type: ignore[misc]
            self._children.add(made)
            return made
        finally:
            self._being_born -= 1

    def close(self) -> None:
        """Close the loop; with the last one of a clock, its worker threads end."""
        super().close()
        if self.is_closed():
            self.crew.close(self)


def _select(ref: weakref.ref[LabLoop], poll: Callable[[float], list[Any]], timeout: float | None = None) -> list[Any]:
    """Stand in for a selector's `select`: what the loop would wait for is virtual time's to decide."""
    loop = ref()
    if loop is None:  # nobody's selector any more
        return poll(0)
    return loop._turn(poll) if timeout is not None and timeout <= 0 else loop._idle(poll)


def _nap(done: Callable[[], bool], seconds: float) -> list[Any]:
    """Wait for something outside while the loop stands still; the loop's files must wait."""
    end = real.monotonic() + seconds
    while seconds > 0 and not done() and (left := end - real.monotonic()) > 0:
        real.sleep(min(left, 0.002))
    return []


def _finite(when: float | None) -> float | None:
    """Return a deadline that will come, else None: `asyncio.timeout(math.inf)` is no reason for time to pass."""
    return when if when is not None and when < math.inf else None


def _address(fd: int) -> tuple[Any, Any] | None:
    """Return a socket's own name and its peer's, empty if it has none; None for what isn't a socket."""
    try:
        copy = os.dup(fd)
    except OSError:  # closed since
        return None
    try:
        sock = socket.socket(fileno=copy)
    except OSError:
        os.close(copy)
        return None
    with sock:
        name, peer = None, None
        with contextlib.suppress(OSError):  # listening, or not connected
            name = sock.getsockname()
            peer = sock.getpeername()
        return name, peer
