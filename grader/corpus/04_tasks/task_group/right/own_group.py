# Right: an ExceptionGroup of its own kind.

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


class FetchError(ExceptionGroup[Exception]):
    """Some pages could not be fetched."""


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [(url, group.create_task(fetch(url))) for url in urls]
    except* Exception as failed:
        raise FetchError(f"{len(failed.exceptions)} pages failed", failed.exceptions) from None
    return {url: task.result() for url, task in tasks}
