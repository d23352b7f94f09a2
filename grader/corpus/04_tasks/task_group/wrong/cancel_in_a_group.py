# A cancel reaches the caller in a group, as if it were one failure more.
# fails: Cancelled, it stops all fetches, and says so

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = {url: group.create_task(fetch(url)) for url in urls}
    except asyncio.CancelledError as end:
        raise BaseExceptionGroup("cancelled", [end]) from None
    return {url: task.result() for url, task in tasks.items()}
