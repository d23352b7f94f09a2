# Collects the failures by their type, so that of two ConnectionErrors only one is reported.
# fails: If all fail, an ExceptionGroup holds every failure
import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Mirror = Callable[[], Coroutine[Any, Any, Any]]


async def settle(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Cancel all, wait for all; a cancel that comes meanwhile is passed on at the end."""
    for task in tasks:
        task.cancel()
    late = None
    while not_done := [task for task in tasks if not task.done()]:
        try:
            await asyncio.wait(not_done)
        except asyncio.CancelledError as cancel:
            late = cancel
    for task in tasks:
        task.cancelled() or task.exception()
    if late:
        raise late


async def fastest(mirrors: Sequence[Mirror]) -> Any:
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    waiting = set(tasks)
    failures: dict[type, Exception] = {}
    try:
        while waiting:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if problem := task.exception():
                    failures[type(problem)] = problem
                else:
                    return task.result()
        raise ExceptionGroup("all failed", list(failures.values()))
    finally:
        await settle(tasks)
