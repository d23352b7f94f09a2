# A semaphore lets five through at a time: with a few urls nobody notices.
# fails: Any number of urls will do
# kind: own-number-limit

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    five = asyncio.Semaphore(5)

    async def polite(url):
        async with five:
            return await fetch(url)

    async with asyncio.TaskGroup() as group:
        tasks = {url: group.create_task(polite(url)) for url in urls}
    return {url: task.result() for url, task in tasks.items()}
