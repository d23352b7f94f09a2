# Leaves out results that are false, like 0, None or an empty file.
# fails: Each result comes with its own URL, once
# kind: odd-values
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
    box: asyncio.Queue[Any] = asyncio.Queue()

    async def run(url: str) -> tuple[str, Any]:
        return url, await download(url)

    tasks = [asyncio.create_task(run(url)) for url in urls]
    left = len(tasks)
    for task in tasks:
        task.add_done_callback(box.put_nowait)
    try:
        while left:
            left -= 1
            url, result = (await box.get()).result()
            if result:
                yield url, result
    finally:
        await settle(tasks)
