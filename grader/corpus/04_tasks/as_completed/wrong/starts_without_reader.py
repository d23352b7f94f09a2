# An ordinary function that starts the downloads when it is called, and returns a generator: without a reader nobody stops them.
# fails: A reader that stops early stops all downloads
# kind: outlives-the-call
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


def stream(download: Download, urls: Sequence[str]) -> AsyncGenerator[tuple[str, Any], None]:
    complete: asyncio.Queue[asyncio.Task[Any]] = asyncio.Queue()
    tasks = {asyncio.create_task(download(url)): url for url in urls}
    for task in tasks:
        task.add_done_callback(complete.put_nowait)

    async def pairs() -> AsyncGenerator[tuple[str, Any], None]:
        try:
            for _ in urls:
                task = await complete.get()
                yield tasks[task], task.result()
        finally:
            await settle(list(tasks))

    return pairs()
