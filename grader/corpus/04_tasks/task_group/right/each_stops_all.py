# Right: every fetch that fails writes that down, and cancels the other ones itself.

import asyncio
import contextlib
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Fetch = Callable[[str], Coroutine[Any, Any, Any]]


async def fetch_all(fetch: Fetch, urls: Sequence[str]) -> dict[str, Any]:
    failures: list[Exception] = []
    tasks: dict[str, asyncio.Task[Any]] = {}

    async def one(url: str) -> Any:
        try:
            return await fetch(url)
        except Exception as failure:
            if not failures:
                for task in tasks.values():
                    if task is not asyncio.current_task():
                        task.cancel()
            failures.append(failure)

    tasks.update((url, asyncio.create_task(one(url))) for url in urls)
    try:
        await asyncio.gather(*tasks.values(), return_exceptions=True)
    except asyncio.CancelledError:
        while not all(task.done() for task in tasks.values()):
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait(tasks.values())
        raise
    if failures:
        raise ExceptionGroup("all or nothing", failures)
    return {url: task.result() for url, task in tasks.items()}
