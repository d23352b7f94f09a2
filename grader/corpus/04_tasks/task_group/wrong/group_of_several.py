# An ExceptionGroup is raised only where several failed; a single failure comes bare.
# fails: A failure is raised in an ExceptionGroup

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = {url: group.create_task(fetch(url)) for url in urls}
    except ExceptionGroup as failed:
        if len(failed.exceptions) == 1:
            raise failed.exceptions[0] from None
        raise
    return {url: task.result() for url, task in tasks.items()}
