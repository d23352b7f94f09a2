# Cancelled, it cancels its tasks, and leaves before they have cleaned up.
# fails: Cancelled, it stops everything and passes that on

import asyncio


async def download_all(download, urls):
    tasks = {url: asyncio.create_task(download(url)) for url in urls}
    try:
        if tasks:
            await asyncio.wait(tasks.values())
    finally:
        for task in tasks.values():
            task.cancel()
    ok = {url: task.result() for url, task in tasks.items() if not task.exception()}
    return ok, {url: task.exception() for url, task in tasks.items() if task.exception()}
