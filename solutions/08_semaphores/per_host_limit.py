"""Only so many from each host: the reference."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from urllib.parse import urlsplit


async def fetch_all(fetch: Callable[[str], Awaitable[Any]], urls: Sequence[str], per_host: int = 2) -> list[Any]:
    """Fetch all urls, at most `per_host` of the same host at a time; return what came back in the order of `urls`."""
    slots: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))  # made when a host's first url asks

    async def one(url: str) -> Any:
        async with slots[urlsplit(url).netloc]:  # in the url's own task: whoever waits here holds up nobody else
            return await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        failure = failed.exceptions[0]  # the caller asked for the fetch's exception, not for a group
    else:
        return [task.result() for task in tasks]
    raise failure  # out here it keeps its own cause: `from None` would erase that
