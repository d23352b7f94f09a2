# What failed is fetched once more, while it should stop.
# fails: A failure stops the others at once

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    async def twice(url: str) -> Any:
        try:
            return await fetch(url)
        except Exception:
            return await fetch(url)

    async with asyncio.TaskGroup() as group:
        tasks = {url: group.create_task(twice(url)) for url in urls}
    return {url: task.result() for url, task in tasks.items()}
