# Right: the group is put into a group with a better message.

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = {url: group.create_task(fetch(url)) for url in urls}
    except* Exception as failed:
        raise ExceptionGroup(f"could not fetch all of {len(urls)}", [failed]) from None
    return {url: task.result() for url, task in tasks.items()}
