# A second cancel ends the waiting for those that clean up: they are left behind.
# fails: Cancelled, it stops all fetches, and says so
# kind: cancelled-again

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    tasks = {url: asyncio.create_task(fetch(url)) for url in urls}
    try:
        if tasks:
            await asyncio.wait(tasks.values(), return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for task in tasks.values():
            task.cancel()
        if tasks:
            await asyncio.wait(tasks.values())
    failures = [task.exception() for task in tasks.values() if not task.cancelled() and task.exception()]
    if failures:
        raise BaseExceptionGroup("failed", failures)
    return {url: task.result() for url, task in tasks.items()}
