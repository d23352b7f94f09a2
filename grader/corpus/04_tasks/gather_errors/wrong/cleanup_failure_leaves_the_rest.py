# Cancelled, it waits until one download fails as it cleans up; the others are left behind.
# fails: Cancelled, it stops everything and passes that on
# kind: cancel-meets-failure
import asyncio
from contextlib import suppress


async def download_all(download, urls):
    tasks = [asyncio.create_task(download(url)) for url in urls]
    over = asyncio.gather(*tasks, return_exceptions=True)
    try:
        await asyncio.shield(over)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        with suppress(Exception):
            async with asyncio.TaskGroup() as group:
                for task in tasks:
                    group.create_task(wait(task))
        raise
    ok = {url: task.result() for url, task in zip(urls, tasks) if not task.exception()}
    return ok, {url: task.exception() for url, task in zip(urls, tasks) if task.exception()}


async def wait(task):
    with suppress(asyncio.CancelledError):
        await asyncio.shield(task)
