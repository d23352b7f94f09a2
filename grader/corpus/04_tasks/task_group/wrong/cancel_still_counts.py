# A failing fetch cancels its parent, which never takes that back: a timeout of the caller's no longer works.
# fails: When it is raised, all fetches are over
# kind: outlives-the-call

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    parent = asyncio.current_task()
    failures: list[BaseException] = []

    async def one(url: str) -> Any:
        try:
            return await fetch(url)
        except Exception as failure:
            failures.append(failure)
            if len(failures) == 1:
                parent.cancel()

    tasks = {url: asyncio.create_task(one(url)) for url in urls}
    try:
        await asyncio.gather(*tasks.values(), return_exceptions=True)
    except asyncio.CancelledError:
        if failures:
            raise ExceptionGroup("failed", failures) from None
        raise
    return {url: task.result() for url, task in tasks.items()}
