# One url after the other, in a task group even: each task is awaited before the next one is made.
# fails: All urls are fetched at the same time
# kind: points-for-nothing

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    pages = {}
    async with asyncio.TaskGroup() as group:
        for url in urls:
            pages[url] = await group.create_task(fetch(url))
    return pages
