# Two hundred at a time, not all.
# fails: Any number of urls will do
# kind: own-number-limit

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    slots = asyncio.Semaphore(200)

    async def one(url: str) -> Any:
        async with slots:
            return await fetch(url)

    async with asyncio.TaskGroup() as group:
        tasks = {url: group.create_task(one(url)) for url in urls}
    return {url: task.result() for url, task in tasks.items()}
