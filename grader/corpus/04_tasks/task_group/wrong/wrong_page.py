# Pages in the order in which they came, urls in the order in which they were asked for.
# fails: It returns a dict: each url and its page, in order

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    pages: list[Any] = []

    async def one(url: str) -> None:
        pages.append(await fetch(url))

    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(one(url))
    return dict(zip(urls, pages, strict=True))
