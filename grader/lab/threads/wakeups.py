"""A loop that wakes as the stock one does: for its timers, its files and `call_soon_threadsafe`; not for what another thread does to it.

The stock loop sleeps in `select`. What another thread puts in its queues meanwhile, without the byte that `call_soon_threadsafe` writes,
waits there until something else wakes it; perhaps for ever.
"""

from __future__ import annotations

import contextlib
import sys
import threading
from typing import TYPE_CHECKING, Any

from grader.lab.clock.timers import Timer, TimerLoop
from grader.lab.threads import worker
from grader.lab.witness import lines

if TYPE_CHECKING:
    import asyncio
    import selectors
    from collections.abc import Callable, Iterator

MOST = 20
"""Places that are told."""


class WakingLoop(TimerLoop):
    """A loop that knows which calls have woken it.

    touched: who touched it from another thread while it slept, and where, without waking it.
    """

    _thread_id: int | None

    def __init__(self, selector: selectors.BaseSelector | None) -> None:
        super().__init__(selector)
        self.touched: list[str] = []
        self._sleeps = False
        self._called = False  # by its own thread, while it sleeps: as by what the judge answers
        self._late: list[Timer] = []  # set by another thread, while it sleeps

    def call_soon(self, callback: Callable[..., object], *args: Any, context: Any = None) -> asyncio.Handle:  # type: ignore[override]  # typeshed tells *args by TypeVarTuple
        """Call back as soon as the loop comes round; from another thread, it may not do so for long."""
        handle = super().call_soon(callback, *args, context=context)
        _forget_a_frame(handle)
        if self._sleeps:
            self._is_touched()
        return handle

    def call_soon_threadsafe(self, callback: Callable[..., object], *args: Any, context: Any = None) -> asyncio.Handle:  # type: ignore[override]  # the same
        """Wake the loop and call back. A thread that comes back from a system call takes its turn first."""
        if (me := worker.worker()) is not None:
            me.take_turn()
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        _forget_a_frame(handle)
        return handle

    def stop(self) -> None:
        """Stop as soon as the loop comes round."""
        super().stop()
        if self._sleeps:
            self._is_touched()

    def _push(self, timer: Timer) -> None:
        if self._sleeps and self._is_touched():
            self._late.append(timer)
        else:
            super()._push(timer)

    def _is_touched(self) -> bool:
        """Note what is done to the loop while it sleeps; say whether by another thread than its own."""
        if self._thread_id in (None, threading.get_ident()):
            self._called = True
            return False
        frame = lines.learners_frame(sys._getframe(2))
        who = f"line {frame.f_lineno}" if frame is not None else f"thread {threading.current_thread().name}"
        if who not in self.touched and len(self.touched) < MOST:
            self.touched.append(who)
        return True

    @contextlib.contextmanager
    def _sleeping(self) -> Iterator[None]:
        """Sleep, until something wakes this loop; what others did meanwhile is then found."""
        self._called, self._sleeps = False, True
        try:
            yield
        finally:
            self._sleeps = False
            self.touched.clear()
            late, self._late = self._late, []
            for timer in late:
                if not timer._cancelled:
                    self._push(timer)


def _forget_a_frame(handle: asyncio.Handle) -> None:
    """Let what debug mode shows end with the caller's line."""
    if trace := handle._source_traceback:  # type: ignore[attr-defined]
        del trace[-1]
