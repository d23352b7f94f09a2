# Right: a task group whose tasks start eagerly (3.12).
#
# python: 3.12

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    loop = asyncio.get_running_loop()
    before = loop.get_task_factory()
    try:
        loop.set_task_factory(asyncio.eager_task_factory)
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(fetch(url)) for url in urls]
            loop.set_task_factory(before)
    finally:
        loop.set_task_factory(before)
    return {url: task.result() for url, task in zip(urls, tasks, strict=True)}
