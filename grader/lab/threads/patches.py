"""What waits in a thread, in virtual time: time.sleep, conditions, queues, joins; and threads that start under a lab's loop.

In a worker thread they park it. On a loop's own thread they block the loop, which is put down. Elsewhere they are the real ones.
`Condition.wait` carries `Event`, `Queue`, `Semaphore`, `Barrier` and `Future.result`.

Not seen here: a worker that waits in `Lock.acquire` or in a system call; the scheduler asks the kernel for those.
"""

from __future__ import annotations

import asyncio
import sys
import threading
from typing import TYPE_CHECKING, Any

from grader.lab.clock import real
from grader.lab.loops.loop import PATIENCE, LabLoop
from grader.lab.threads.ordinary import waiting_outside
from grader.lab.threads.starting import is_starting
from grader.lab.threads.worker import Worker, current_scheduler, worker
from grader.lab.witness import lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from grader.lab.threads.protocols import SchedulerProtocol

_REAL = ("multiprocessing.", "subprocess")
"""Modules that wait for processes, in system calls with a timeout: they are shown real time."""
__all__ = ["Worker", "worker"]


class Flag:
    """What a condition's notify() sets, for a loop that stands still."""

    def __init__(self) -> None:
        self.up = False

    def release(self) -> None:
        """Be notified."""
        self.up = True


def lab_loop() -> LabLoop | None:
    """Return the lab's loop that runs in this thread."""
    loop = asyncio._get_running_loop()
    return loop if isinstance(loop, LabLoop) else None


def sleep(seconds: float) -> None:
    """Be `time.sleep`, in virtual seconds."""
    scheduler, loop, me = current_scheduler(), lab_loop(), worker()
    if scheduler is None or not seconds >= 0 or is_for_service(sys._getframe(1)):
        with waiting_outside(lambda: True):
            real.sleep(seconds)
    elif loop is not None:
        loop.stand_still("time.sleep", seconds, lambda: seconds == 0)
    elif me is not None:
        me.park(scheduler.clock.now + seconds)


def wait(condition: threading.Condition, timeout: float | None = None) -> bool:
    """Be `Condition.wait`, with a timeout in virtual seconds."""
    scheduler = current_scheduler()
    if scheduler is None or (timeout is not None and timeout <= 0) or is_starting():
        with waiting_outside(lambda: bool(condition._waiters)):  # type: ignore[attr-defined]
            return real.condition_wait(condition, timeout)
    if not condition._is_owned():  # type: ignore[attr-defined]
        raise RuntimeError("cannot wait on un-acquired lock")
    loop, me = lab_loop(), worker()
    waiter: Any = Flag() if loop is not None else me
    condition._waiters.append(waiter)  # type: ignore[attr-defined]
    notified = False
    try:
        notified = _wait_outside_lock(condition, waiter, timeout)
    finally:
        if not notified and waiter in condition._waiters:  # type: ignore[attr-defined]
            condition._waiters.remove(waiter)  # type: ignore[attr-defined]
    return notified


def _wait_outside_lock(condition: threading.Condition, waiter: Any, timeout: float | None) -> bool:
    """Give the condition's lock back while waiting."""
    me = waiter if isinstance(waiter, Worker) else None
    if me is not None:  # first: a thread that is not of the scheduler may notify at once
        me.prepare(None if timeout is None or me.scheduler is None else me.scheduler.clock.now + timeout)
    saved = condition._release_save()  # type: ignore[attr-defined]
    try:
        if me is not None:
            return me.pause()
        _block(timeout, lambda: waiter.up)
        return bool(waiter.up)
    finally:
        condition._acquire_restore(saved)  # type: ignore[attr-defined]


def is_for_service(caller: FrameType) -> bool:
    """Whether it is one of those modules that asks."""
    name = str(caller.f_globals.get("__name__"))
    return name.startswith(_REAL) and name != "multiprocessing.pool"  # which calls a learner's functions


def _block(seconds: float | None, done: Callable[[], bool]) -> None:
    loop = lab_loop()
    assert loop is not None  # noqa: S101 - for mypy: callers have looked
    loop.stand_still(lines.called_by_learner(sys._getframe(1)), seconds, done)


def join(thread: threading.Thread, timeout: float | None = None) -> None:
    """Be `Thread.join`, with a timeout in virtual seconds."""
    scheduler, loop, me = current_scheduler(), lab_loop(), worker()
    if scheduler is None or thread is threading.current_thread() or not thread.is_alive() or (timeout is not None and timeout <= 0):
        timeout = 0 if _drive(thread, timeout) else timeout
        with waiting_outside(thread.is_alive):
            real.thread_join(thread, timeout)
        return
    stranger = thread.__dict__.get("_lab_worker") is None
    if _ends_now(thread, scheduler, timeout, stranger=stranger):
        return
    scheduler.strangers += stranger
    try:
        if loop is not None:
            _block(timeout, lambda: _is_over(thread))
        elif me is not None:
            me.park(None if timeout is None else scheduler.clock.now + timeout, wake=lambda: _is_over(thread))
    finally:
        scheduler.strangers -= stranger
    if _is_over(thread):
        real.thread_join(thread)


def _drive(thread: threading.Thread, timeout: float | None) -> bool:
    """Let time pass for a worker that is joined while its loop is open and does not run; say whether it was in vain."""
    mine: Worker | None = thread.__dict__.get("_lab_worker")
    scheduler = mine.scheduler if mine is not None and worker() is None else None
    if scheduler is None or scheduler.driver is not None:
        return False
    loop = next((loop for loop in scheduler.loops if not loop.is_closed()), None)
    if loop is None:
        return False
    with loop._driving(), scheduler.attended(loop):
        loop._stand_until(None if timeout is None else scheduler.clock.now + timeout, lambda: _is_over(thread))
    return not _is_over(thread)


def _ends_now(thread: threading.Thread, scheduler: SchedulerProtocol, timeout: float | None, *, stranger: bool) -> bool:
    """Join a thread that is at its end, which holds nobody up: as at the end of `with ThreadPoolExecutor()` when all jobs are done."""
    if stranger and all(future.done() for future in list(scheduler.pools)):
        real.thread_join(thread, PATIENCE if timeout is None else min(timeout, PATIENCE))
    if scheduler.driver is lab_loop() is not None:
        while not _is_over(thread) and scheduler.grant():
            pass
    if _is_over(thread):
        real.thread_join(thread)
    return not thread.is_alive()


def _is_over(thread: threading.Thread) -> bool:
    """Whether a thread has come to its end; a worker leaves its scheduler a moment before the thread is dead."""
    mine: Worker | None = thread.__dict__.get("_lab_worker")
    return not thread.is_alive() if mine is None else mine.left
