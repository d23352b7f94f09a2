# It waits for those that clean up, but for no longer than a tenth of a second.
# fails: When it is raised, all fetches are over
# kind: own-time-limit

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def stop(tasks: Sequence["asyncio.Task[Any]"]) -> None:
    """Cancel the tasks, and wait until they are over, however often somebody cancels this."""
    for task in tasks:
        task.cancel()
    again = None
    while pending := [task for task in tasks if not task.done()]:
        try:
            await asyncio.wait(pending)
        except asyncio.CancelledError as error:
            again = error
    if again:
        raise again


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    tasks = [asyncio.ensure_future(fetch(url)) for url in urls]
    try:
        return dict(zip(urls, await asyncio.gather(*tasks), strict=True))
    except Exception:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=0.1)
        failures = [task.exception() for task in tasks if task.done() and not task.cancelled() and task.exception()]
        raise ExceptionGroup("failed", failures) from None
    except asyncio.CancelledError:
        await stop(tasks)
        raise
