# Cancelled, it stops everything, and returns what it has by then.
# fails: Cancelled, it stops everything and passes that on

import asyncio


async def download_all(download, urls):
    ok, failed = {}, {}

    async def keep(url):
        try:
            ok[url] = await download(url)
        except Exception as error:
            failed[url] = error

    try:
        async with asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(keep(url))
    except asyncio.CancelledError:
        pass
    return {url: ok[url] for url in urls if url in ok}, {url: failed[url] for url in urls if url in failed}
