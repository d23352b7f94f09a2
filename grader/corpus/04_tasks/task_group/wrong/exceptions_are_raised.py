# A page that is an exception object is taken for a failure.
# fails: It returns a dict: each url and its page, in order
# kind: odd-values

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    async with asyncio.TaskGroup() as group:
        tasks = {url: group.create_task(fetch(url)) for url in urls}
    pages = {url: task.result() for url, task in tasks.items()}
    if failures := [page for page in pages.values() if isinstance(page, Exception)]:
        raise ExceptionGroup("failed", failures)
    return pages
