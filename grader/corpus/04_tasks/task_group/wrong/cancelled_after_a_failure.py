# After a failure it waits for the others, and a cancellation ends that waiting.
# fails: Cancelled where one fails, it stops just as well
# kind: cancel-meets-failure, cancel-on-an-unplayed-path

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
    except Exception:
        for task in tasks.values():
            task.cancel()
        await asyncio.wait(tasks.values())
        failures = [task.exception() for task in tasks.values() if not task.cancelled() and task.exception()]
        raise ExceptionGroup("failed", failures) from None
