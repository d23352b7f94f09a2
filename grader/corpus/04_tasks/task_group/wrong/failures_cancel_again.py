# Whoever fails cancels all the others, also who fails while it cleans up: the others are disturbed in their own cleaning up.
# fails: When it is raised, all fetches are over

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    tasks = [asyncio.ensure_future(fetch(url)) for url in urls]

    def stop_all(task):
        if not task.cancelled() and task.exception():
            for other in tasks:
                other.cancel()

    for task in tasks:
        task.add_done_callback(stop_all)
    results = await asyncio.gather(*tasks, return_exceptions=True)
    if failures := [result for result in results if isinstance(result, Exception)]:
        raise ExceptionGroup("fetch_all", failures)
    return dict(zip(urls, results))
