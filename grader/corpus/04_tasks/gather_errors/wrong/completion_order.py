# Each download enters its outcome when it is over: the dicts are in the order of completion.
# fails: Both are in the order of the URLs

import asyncio


async def download_all(download, urls):
    ok, failed = {}, {}

    async def keep(url):
        try:
            ok[url] = await download(url)
        except Exception as error:
            failed[url] = error

    async with asyncio.TaskGroup() as group:
        for url in urls:
            group.create_task(keep(url))
    return ok, failed
