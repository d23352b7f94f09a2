# Of several downloads that are complete by then, the one that comes first in `urls` comes first.
# fails: A busy reader gets them in the order of completion, too
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
    tasks = {asyncio.create_task(download(url)): url for url in urls}
    waiting = dict(tasks)
    try:
        while waiting:
            done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            for task in [task for task in waiting if task in done]:
                yield waiting.pop(task), task.result()
    finally:
        await settle(list(tasks))
