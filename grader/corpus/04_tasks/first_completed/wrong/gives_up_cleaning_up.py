# Waits for the losers' cleaning up for five seconds at most.
# fails: The losers have cleaned up when fastest returns
# kind: own-time-limit
import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Mirror = Callable[[], Coroutine[Any, Any, Any]]


async def settle(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Cancel all, wait for all; a cancel that comes meanwhile is passed on at the end."""
    for task in tasks:
        task.cancel()
    late = None
    for _ in range(5):
        if all(task.done() for task in tasks):
            break
        try:
            await asyncio.wait(tasks, timeout=1)
        except asyncio.CancelledError as cancel:
            late = cancel
    for task in tasks:
        if task.done():
            task.cancelled() or task.exception()
    if late:
        raise late


async def fastest(mirrors: Sequence[Mirror]) -> Any:
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    waiting = set(tasks)
    failures: list[Exception] = []
    try:
        while waiting:
            done, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if problem := task.exception():
                    failures.append(problem)
                else:
                    return task.result()
        raise ExceptionGroup("all failed", failures)
    finally:
        await settle(tasks)
