# asyncio.wait passes no cancel on: when it is cancelled, the fetches run on.
# fails: Cancelled, it stops all fetches, and says so

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
    tasks = {url: asyncio.create_task(fetch(url)) for url in urls}
    if tasks:
        _, pending = await asyncio.wait(tasks.values(), return_when=asyncio.FIRST_EXCEPTION)
        await stop(list(pending))
    failures = [task.exception() for task in tasks.values() if not task.cancelled() and task.exception()]
    if failures:
        raise BaseExceptionGroup("failed", failures)
    return {url: task.result() for url, task in tasks.items()}
