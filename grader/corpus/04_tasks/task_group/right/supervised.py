# Right: the task group is in a task of its own, which gets one cancel only, however many come.

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    async def supervise():
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(fetch(url)) for url in urls]
        return dict(zip(urls, [task.result() for task in tasks], strict=True))

    supervisor = asyncio.create_task(supervise())
    cancel = None
    while not supervisor.done():
        try:
            await asyncio.shield(supervisor)
        except asyncio.CancelledError as error:
            if cancel is None:
                supervisor.cancel()
            cancel = error
        except Exception:
            pass
    if cancel is not None:
        supervisor.cancelled() or supervisor.exception()
        raise cancel
    return supervisor.result()
