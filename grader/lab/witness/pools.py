"""Pools that a program makes and does not shut down."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing.pool import ThreadPool
from typing import Any, Protocol, cast

from grader.lab.clock import real
from grader.lab.witness.frames import learner_line

MAKERS = ("asyncio.base_events", "grader.lab.loops.loop")  # whose pools are not the program's
SOON = 0.1  # real seconds for an idle thread to end; one that takes longer costs a fresh process, and nothing else


class Watched(Protocol):
    """Who is told."""

    pools: list[dict[str, Any]]


watched: Watched = cast(Watched, None)  # of the play that goes on now


def install() -> None:
    """Watch pools being made and shut down, in all plays of this process."""
    for kind in (ThreadPoolExecutor, ProcessPoolExecutor):
        kind.__init__ = _watched_init(kind.__init__)  # type: ignore[method-assign]
        kind.shutdown = _watched_shutdown(kind.shutdown)  # type: ignore[method-assign]
    ThreadPool.__init__ = _watched_init(ThreadPool.__init__)  # type: ignore[method-assign]  # of Pool, the processes are seen
    ThreadPool.close = _watched_shutdown(ThreadPool.close)  # type: ignore[method-assign]
    ThreadPool.terminate = _watched_shutdown(ThreadPool.terminate)  # type: ignore[method-assign]


def _watched_init(init: Callable[..., None]) -> Any:
    @functools.wraps(init)
    def __init__(pool: Any, *args: Any, **kwargs: Any) -> None:  # noqa: N807 - its name is what a traceback shows
        init(pool, *args, **kwargs)
        caller = sys._getframe(1)
        if caller.f_globals.get("__name__") not in MAKERS:
            pool.lab_entry = {"kind": "pool", "what": type(pool).__name__, "line": learner_line(caller)}
            watched.pools.append(pool.lab_entry)

    return __init__


def _watched_shutdown(stock: Callable[..., None]) -> Any:
    @functools.wraps(stock)
    def shutdown(pool: Any, *args: Any, **kwargs: Any) -> None:
        with contextlib.suppress(AttributeError, ValueError):
            watched.pools.remove(pool.lab_entry)
        stock(pool, *args, **kwargs)

    return shutdown


def close(loop: asyncio.AbstractEventLoop) -> None:
    """Close the loop that a scenario ran on, and wait for the end of its own pool's threads, which have nothing to do."""
    pool: ThreadPoolExecutor | None = vars(loop).get("_default_executor")
    if not loop.is_closed():
        loop.close()
    for thread in list(pool._threads) if pool else ():
        real.thread_join(thread, SOON)
