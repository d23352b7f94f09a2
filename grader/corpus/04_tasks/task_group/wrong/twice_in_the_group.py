# A failure that is heard of twice is put into the group twice.
# fails: Every failure is in the group, and nothing else

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    failures: list[Exception] = []

    async def one(url: str) -> Any:
        try:
            return await fetch(url)
        except Exception as failure:
            failures.append(failure)
            raise

    try:
        async with asyncio.TaskGroup() as group:
            tasks = {url: group.create_task(one(url)) for url in urls}
    except ExceptionGroup as failed:
        raise ExceptionGroup("failed", [*failures, *failed.exceptions]) from None
    return {url: task.result() for url, task in tasks.items()}
