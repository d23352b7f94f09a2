# A cancel is noted in a flag, which is looked at when the next page is there.
# fails: Cancelled, it stops all fetches, and says so

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    tasks = {asyncio.create_task(fetch(url)): url for url in urls}
    pending, failures = set(tasks), []
    cancelled = None
    while pending:
        try:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError as error:
            cancelled = error
            continue
        failures += [task.exception() for task in done if not task.cancelled() and task.exception()]
        if cancelled or failures:
            for task in pending:
                if not task.cancelling():
                    task.cancel()
    if cancelled:
        raise cancelled
    if failures:
        raise ExceptionGroup("", failures)
    return {url: task.result() for task, url in tasks.items()}
