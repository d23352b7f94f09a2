"""Threads of any make, started under a lab's loop or by one of its workers, are workers; those started before join it once it runs."""

from __future__ import annotations

import _thread
import threading
from typing import TYPE_CHECKING, Any

from grader.lab.clock import real
from grader.lab.threads.worker import EndedError, Worker, mutex, scheduler_for_new_threads, set_own

if TYPE_CHECKING:
    from grader.lab.threads.protocols import SchedulerProtocol

_SERVICE = ("multiprocessing.", "concurrent.futures.process", "asyncio.unix_events")
"""Modules whose threads wait for processes, in real time: no workers."""
_POOL = "multiprocessing.pool"
_THREADS = "multiprocessing.dummy"
"""The module of multiprocessing that makes threads look like processes."""
_starting = threading.local()


def is_starting() -> bool:
    """Whether the current thread is in `Thread.start`, which waits for the new thread's first sign, in real time."""
    return getattr(_starting, "now", False)


def start(thread: threading.Thread) -> None:
    """Be `Thread.start`."""
    scheduler = scheduler_for_new_threads()
    if thread._started.is_set() or not thread._initialized:  # type: ignore[attr-defined]
        real.thread_start(thread)
        return
    if not _is_service(thread):
        _enlist(thread, scheduler)
    _starting.now = True
    try:
        real.thread_start(thread)
    finally:
        _starting.now = False


def start_new_thread(function: Any, args: Any, kwargs: Any = None, /) -> int:
    """Be `_thread.start_new_thread`."""
    given = {} if kwargs is None else kwargs
    if not callable(function) or type(args) is not tuple or type(given) is not dict:
        return int(real.start_new_thread(function, args, given))  # it says what is wrong
    me = _new_worker(scheduler_for_new_threads(), getattr(function, "__name__", "a thread"))
    there = _thread.allocate_lock()
    there.acquire()

    def run_as_worker() -> None:
        set_own(me)
        there.release()
        _begin(me)
        try:
            function(*args, **given)
        except EndedError:
            raise SystemExit from None
        finally:
            me.leave()

    ident = real.start_new_thread(run_as_worker, ())
    if me.scheduler is None:  # as Thread.start does: a loop that runs next must find it
        there.acquire()
    return ident


def _is_service(thread: threading.Thread) -> bool:
    """Whether a thread is one of the standard library's that wait for processes; a pool of threads has the same, but no pipes."""
    homes = {str(home) for home in (type(thread).__module__, getattr(thread._target, "__module__", None))} - {_THREADS}  # type: ignore[attr-defined]
    if _POOL in homes and not any(hasattr(arg, "_reader") for arg in thread._args):  # type: ignore[attr-defined]
        homes.discard(_POOL)
    return any(home.startswith(_SERVICE) for home in homes)


def _new_worker(scheduler: SchedulerProtocol | None, name: str) -> Worker:
    """Make the worker of a thread that is about to start; its place in the queue is taken now."""
    me = Worker(scheduler, name)
    if scheduler is not None:
        with mutex:
            scheduler.enqueue(me, scheduler.clock.now)
    return me


def _begin(me: Worker) -> None:
    """Wait, in a new thread, for its first turn."""
    set_own(me)
    if me.scheduler is not None:
        me.pause()


def _enlist(thread: threading.Thread, scheduler: SchedulerProtocol | None) -> None:
    """Make a thread that is about to start a worker."""
    run, me = thread.run, _new_worker(scheduler, thread.name)
    me.thread = thread
    thread._lab_worker = me  # type: ignore[attr-defined]

    def run_as_worker() -> None:
        try:
            _begin(me)
            run()
        except EndedError:
            pass
        except BaseException:  # noqa: BLE001 - as threading does; here, so that what the hook prints is still part of its turn
            thread._invoke_excepthook(thread)  # type: ignore[attr-defined]
        finally:
            thread.__dict__.pop("run", None)
            me.leave()

    thread.run = run_as_worker  # type: ignore[method-assign]
