# Cancelled, it returns the pages, if all are there all the same.
# fails: Cancelled, it stops all fetches, and says so
# kind: cancel-meets-failure

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    tasks = {url: asyncio.create_task(fetch(url)) for url in urls}
    try:
        await asyncio.gather(*tasks.values())
    except asyncio.CancelledError:
        for task in tasks.values():
            task.cancel()
        outcomes = await asyncio.gather(*tasks.values(), return_exceptions=True)
        if any(isinstance(outcome, BaseException) for outcome in outcomes):
            raise
    except Exception:
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
        failures = [task.exception() for task in tasks.values() if not task.cancelled() and task.exception()]
        raise ExceptionGroup("failed", failures) from None
    return {url: task.result() for url, task in tasks.items()}
