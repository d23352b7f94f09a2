# Only the first failure is put into the group.
# fails: Every failure is in the group, and nothing else

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = {url: group.create_task(fetch(url)) for url in urls}
    except ExceptionGroup as failed:
        raise ExceptionGroup("failed", failed.exceptions[:1]) from None
    return {url: task.result() for url, task in tasks.items()}
