# It cancels a fetch, waits until that has cleaned up, and then cancels the next.
# fails: A failure stops the others at once
# kind: stops-late

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    tasks = {url: asyncio.create_task(fetch(url)) for url in urls}
    try:
        if tasks:
            await asyncio.wait(tasks.values(), return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for task in tasks.values():
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
    if failures := [task.exception() for task in tasks.values() if not task.cancelled() and task.exception()]:
        raise ExceptionGroup("failed", failures)
    return {url: task.result() for url, task in tasks.items()}
