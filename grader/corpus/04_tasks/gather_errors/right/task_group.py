# Right: a TaskGroup whose tasks never fail: each keeps its own outcome.

import asyncio


async def download_all(download, urls):
    ok, failed = dict.fromkeys(urls), dict.fromkeys(urls)

    async def keep(url):
        try:
            ok[url] = await download(url)
            del failed[url]
        except Exception as error:
            failed[url] = error
            del ok[url]

    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(keep(url))
    return ok, failed
