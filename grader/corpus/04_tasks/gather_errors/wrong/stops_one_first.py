# A cancel goes into the task that is awaited just then; the others are stopped only when that one has cleaned up.
# fails: Cancelled, it stops everything and passes that on
# kind: stops-late

import asyncio


async def download_all(download, urls):
    tasks = {url: asyncio.create_task(download(url)) for url in urls}
    ok, failed = {}, {}
    try:
        for url, task in tasks.items():
            try:
                ok[url] = await task
            except Exception as error:
                failed[url] = error
    finally:
        for task in tasks.values():
            task.cancel()
        await asyncio.gather(*tasks.values(), return_exceptions=True)
    return ok, failed
