# The tasks are awaited one by one: a failure of the third is seen when the first is done.
# fails: A failure stops the others at once
# kind: stops-late

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
    tasks = {url: asyncio.create_task(fetch(url)) for url in urls}
    try:
        return {url: await task for url, task in tasks.items()}
    except Exception:
        await stop(list(tasks.values()))
        raise ExceptionGroup("failed", [t.exception() for t in tasks.values() if not t.cancelled() and t.exception()]) from None
    except asyncio.CancelledError:
        await stop(list(tasks.values()))
        raise
