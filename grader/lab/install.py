"""Put the lab's clock, waits and loops in the place of the standard library's, for the whole process."""

from __future__ import annotations

import _thread
import asyncio
import queue
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

from grader.lab.clock import real
from grader.lab.loops.loop import LabLoop
from grader.lab.threads import patches as threads
from grader.lab.threads import starting
from grader.lab.threads.scheduler import all_schedulers
from grader.lab.threads.simple_queue import SimpleQueue
from grader.lab.threads.worker import current_scheduler, mutex

if TYPE_CHECKING:
    import selectors
    from collections.abc import Callable
    from concurrent.futures import Future

_POLICIES = ("_UnixDefaultEventLoopPolicy", "WindowsProactorEventLoopPolicy", "_DefaultEventLoopPolicy")
_replaced: list[tuple[Any, str, Any]] = []


def install(loop_factory: type[LabLoop] = LabLoop) -> None:
    """Make everything that the process does with time virtual, under loops made by `loop_factory`. Doing it again changes the factory only.

    Under a lab's loop and in its worker threads, `time.sleep`, `monotonic`, `perf_counter` and `time` show the virtual clock; elsewhere
    they stay real. `asyncio.run`, `Runner`, `new_event_loop` and `SelectorEventLoop` make lab loops. To be called before learner code is
    imported.
    """
    uninstall()
    for name in ("monotonic", "perf_counter", "time"):
        _replace(time, name, _shows_clock(getattr(time, name)))
        _replace(time, f"{name}_ns", _shows_clock(getattr(time, f"{name}_ns"), 10**9))
    _replace(threading, "_time", time.monotonic)  # bound to these names when the modules were imported
    _replace(queue, "time", time.monotonic)
    _replace(time, "sleep", threads.sleep)
    _replace(threading.Condition, "wait", threads.wait)
    _replace(threading.Thread, "start", starting.start)
    for name in ("start_new_thread", "start_new"):
        _replace(_thread, name, starting.start_new_thread)
    _replace(threading.Thread, "join", threads.join)
    _replace(queue, "SimpleQueue", SimpleQueue)
    _replace(ProcessPoolExecutor, "submit", submit_to_processes)
    _install_loops(_as_stock(loop_factory))
    if not _at_exit:
        _at_exit.append(threading._register_atexit(_end_workers))  # type: ignore[attr-defined]  # before the join of all threads


def uninstall() -> None:
    """Put everything back."""
    while _replaced:
        owner, name, value = _replaced.pop()
        setattr(owner, name, value)


def _replace(owner: Any, name: str, value: Any) -> None:
    if hasattr(owner, name):
        _replaced.append((owner, name, vars(owner)[name]))
        setattr(owner, name, value)


def _shows_clock(real_clock: Callable[[], float], scale: int | None = None) -> Callable[[], float]:
    """Make a clock: virtual under a lab's loop and in its workers, `scale` units to the second; else real."""

    def clock() -> float:
        scheduler = current_scheduler()
        if scheduler is None or threads.is_for_service(sys._getframe(1)):
            return real_clock()
        return scheduler.clock.now if scale is None else round(scheduler.clock.now * scale)

    clock.__name__ = clock.__qualname__ = real_clock.__name__
    return clock


def _install_loops(loop_class: type[LabLoop]) -> None:
    unix_or_windows = sys.modules.get("asyncio.unix_events") or sys.modules.get("asyncio.windows_events")
    for name in ("SelectorEventLoop", "EventLoop"):
        _replace(asyncio, name, loop_class)
        _replace(unix_or_windows, name, loop_class)
    for name in _POLICIES:
        policy = getattr(unix_or_windows, name, None)
        if policy is not None and "_loop_factory" in vars(policy):
            _replace(policy, "_loop_factory", loop_class)


def _as_stock(factory: type[LabLoop]) -> type[LabLoop]:
    """Make a class that can be called as the stock loop's: with a selector, or nothing."""

    def init(self: LabLoop, selector: selectors.BaseSelector | None = None) -> None:
        if selector is None:
            factory.__init__(self)
        else:
            factory.__init__(self, selector=selector)

    return type(factory.__name__, (factory,), {"__init__": init, "__doc__": factory.__doc__, "__module__": factory.__module__})


def submit_to_processes(pool: ProcessPoolExecutor, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
    """Be `ProcessPoolExecutor.submit`; until the job is done, the clock counts it as work outside."""
    future: Future[Any] = real.process_pool_submit(pool, fn, *args, **kwargs)
    scheduler = current_scheduler()
    if scheduler is None:
        return future

    def finish(_: object) -> None:
        with mutex:
            scheduler.pools.pop(future, None)

    with mutex:
        scheduler.pools[future] = pool
    # Of all callbacks, this must come last: the loop may not think that nothing goes on before it was told of the result.
    future.add_done_callback(lambda _: future._done_callbacks.append(finish))  # type: ignore[attr-defined]
    if future.done():
        finish(None)
    return future


def _end_workers() -> None:
    """Let the interpreter end: it would wait for ever for threads that wait for virtual time."""
    for scheduler in list(all_schedulers):
        scheduler.end()


_at_exit: list[None] = []
