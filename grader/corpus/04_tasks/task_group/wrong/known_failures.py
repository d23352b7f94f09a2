# It stops the others only after failures of the classes that it knows.
# fails: A failure stops the others at once
# kind: failure-types

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    tasks = {url: asyncio.create_task(fetch(url)) for url in urls}
    try:
        return dict(zip(urls, await asyncio.gather(*tasks.values()), strict=True))
    except asyncio.CancelledError:
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
        raise
    except (OSError, ValueError):
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
        failures = [task.exception() for task in tasks.values() if not task.cancelled() and task.exception()]
        raise ExceptionGroup("failed", failures) from None
