# `except BaseException` meets the cancel of the whole, too, and keeps it as a failed download.
# fails: Cancelled, it stops everything and passes that on

import asyncio


async def download_all(download, urls):
    tasks = {url: asyncio.create_task(download(url)) for url in urls}
    ok, failed = {}, {}
    for url, task in tasks.items():
        try:
            ok[url] = await task
        except BaseException as error:
            failed[url] = error
    return ok, failed
