# What is complete waits at the put() of a full queue: there a download that fails when it is cancelled waits for ever.
# fails: A failure reaches the reader as it is
import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from typing import Any

Download = Callable[[str], Coroutine[Any, Any, Any]]


async def settle(tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Cancel all, wait for all; a cancel that comes meanwhile is passed on at the end."""
    for task in tasks:
        task.cancel()
    late = None
    while not_done := [task for task in tasks if not task.done()]:
        try:
            await asyncio.wait(not_done)
        except asyncio.CancelledError as cancel:
            late = cancel
    for task in tasks:
        task.cancelled() or task.exception()
    if late:
        raise late


async def stream(download: Download, urls: Sequence[str]) -> AsyncGenerator[tuple[str, Any], None]:
    box: asyncio.Queue[Any] = asyncio.Queue(maxsize=1)

    async def run(url: str) -> None:
        try:
            await box.put((url, await download(url), None))
        except Exception as problem:
            await box.put((url, None, problem))

    tasks = [asyncio.create_task(run(url)) for url in urls]
    try:
        for _ in urls:
            url, result, problem = await box.get()
            if problem:
                raise problem
            yield url, result
    finally:
        await settle(tasks)
