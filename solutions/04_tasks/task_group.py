"""All or nothing: the reference."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    """Fetch all urls at the same time; return their pages by url. If one fails, stop the others, and raise what failed."""
    # The block is left when all its tasks are over, never earlier: after a failure, or a cancel, the group cancels the others, waits
    # until they have cleaned up, and raises what failed. `gather` would raise at once, and leave the others running.
    async with asyncio.TaskGroup() as group:
        tasks = {url: group.create_task(fetch(url)) for url in urls}
    return {url: task.result() for url, task in tasks.items()}
