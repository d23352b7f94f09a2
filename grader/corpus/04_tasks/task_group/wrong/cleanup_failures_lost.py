# The failures are counted before the others are stopped: those of the cleaning up are lost.
# fails: Every failure is in the group, and nothing else

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def stop(tasks: Sequence["asyncio.Task[Any]"]) -> None:
    """Cancel the tasks, and wait until they are over, however often somebody cancels this."""
    for task in tasks:
        task.cancel()
    again = None
    while pending := [task for task in tasks if not task.done()]:
        try:
            await asyncio.wait(pending)
        except asyncio.CancelledError as error:
            again = error
    if again:
        raise again


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    tasks = [asyncio.ensure_future(fetch(url)) for url in urls]
    try:
        if tasks:
            await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        failures = [task.exception() for task in tasks if task.done() and task.exception()]
    finally:
        await stop(tasks)
    if failures:
        raise BaseExceptionGroup("failed", failures)
    return {url: task.result() for url, task in zip(urls, tasks, strict=True)}
