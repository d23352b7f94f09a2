# After the cancel it awaits each task, and what a download raises while it cleans up comes out of aclose().
# fails: A reader that stops early stops all downloads
import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from typing import Any

Download = Callable[[str], Coroutine[Any, Any, Any]]


async def settle(tasks: Sequence[asyncio.Task[Any]], seen: set[asyncio.Task[Any]]) -> None:
    """Cancel all, wait for all; a cancel that comes meanwhile is passed on at the end."""
    for task in tasks:
        task.cancel()
    late = None
    while not_done := [task for task in tasks if not task.done()]:
        try:
            await asyncio.wait(not_done)
        except asyncio.CancelledError as cancel:
            late = cancel
    if late:
        raise late
    for task in tasks:
        if not task.cancelled() and task not in seen and task.exception():
            raise task.exception()


async def stream(download: Download, urls: Sequence[str]) -> AsyncGenerator[tuple[str, Any], None]:
    complete: asyncio.Queue[asyncio.Task[Any]] = asyncio.Queue()
    tasks = {asyncio.create_task(download(url)): url for url in urls}
    for task in tasks:
        task.add_done_callback(complete.put_nowait)
    seen = set()
    try:
        for _ in urls:
            task = await complete.get()
            seen.add(task)
            yield tasks[task], task.result()
    finally:
        await settle(list(tasks), seen)
