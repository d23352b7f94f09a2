# It hands all urls to one call.
# fails: It returns a dict: each url and its page, in order

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    async with asyncio.TaskGroup() as group:
        page = group.create_task(fetch(urls))
    return dict.fromkeys(urls, page.result())
