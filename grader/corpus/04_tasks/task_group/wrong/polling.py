# It looks every tenth of a second whether all pages are there.
# fails: All urls are fetched at the same time
# kind: polling

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    async with asyncio.TaskGroup() as group:
        tasks = {url: group.create_task(fetch(url)) for url in urls}
        while not all(task.done() for task in tasks.values()):
            await asyncio.sleep(0.1)
    return {url: task.result() for url, task in tasks.items()}
