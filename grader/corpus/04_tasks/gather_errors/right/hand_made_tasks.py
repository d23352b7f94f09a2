# Right: hand-made tasks, looked at one after the other; whatever happens, all of them are stopped and awaited.

import asyncio


async def download_all(download, urls):
    tasks = {url: asyncio.create_task(download(url)) for url in urls}
    ok, failed = {}, {}
    try:
        for url, task in tasks.items():
            while not task.done():
                await asyncio.wait([task])
            try:
                ok[url] = task.result()
            except Exception as error:
                failed[url] = error
    finally:
        for task in tasks.values():
            task.cancel()
        while not all(task.done() for task in tasks.values()):
            try:
                await asyncio.wait(tasks.values())
            except asyncio.CancelledError:
                continue
    return ok, failed
