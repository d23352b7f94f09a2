# A cancel that comes when all downloads are over is waved off: the pair is there, so it is returned.
# fails: Cancelled, it stops everything and passes that on

import asyncio


async def download_all(download, urls):
    tasks = [asyncio.ensure_future(download(url)) for url in urls]
    try:
        await asyncio.gather(*tasks, return_exceptions=True)
    except asyncio.CancelledError:
        if any(task.cancelled() for task in tasks):
            raise
    ok = {}
    failed = {}
    for url, task in zip(urls, tasks):
        try:
            ok[url] = task.result()
        except BaseException as error:
            failed[url] = error
    return ok, failed
