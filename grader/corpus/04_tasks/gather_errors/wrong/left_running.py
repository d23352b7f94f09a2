# Hand-made tasks that nobody stops when the whole is cancelled.
# fails: Cancelled, it stops everything and passes that on
# kind: outlives-the-call

import asyncio


async def download_all(download, urls):
    tasks = {url: asyncio.create_task(download(url)) for url in urls}
    ok, failed = {}, {}
    for url, task in tasks.items():
        try:
            ok[url] = await task
        except Exception as error:
            failed[url] = error
    return ok, failed
