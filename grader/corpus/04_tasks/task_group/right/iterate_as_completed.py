# Right: as_completed as an async iterator (3.13), and a group that is stopped by the failure it meets.
#
# python: 3.13

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
    tasks = {asyncio.create_task(fetch(url)): url for url in urls}
    pages = dict.fromkeys(urls)
    try:
        async for task in asyncio.as_completed(tasks):
            pages[tasks[task]] = await task
    except Exception:
        await stop(list(tasks))
        raise ExceptionGroup("failed", [task.exception() for task in tasks if not task.cancelled() and task.exception()]) from None
    except asyncio.CancelledError:
        await stop(list(tasks))
        raise
    return pages
