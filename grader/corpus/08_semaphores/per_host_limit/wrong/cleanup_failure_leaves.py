# Wrong: a cleanup that fails ends the waiting for the others.
# fails: Cancelled while it fails, it stops everything, too
# kind: cancel-meets-failure

import asyncio


async def fetch_all(fetch, urls, per_host=2):
    slots = {url.split("/")[2]: asyncio.Semaphore(per_host) for url in urls}

    async def one(url):
        async with slots[url.split("/")[2]]:
            return await fetch(url)

    tasks = [asyncio.create_task(one(url)) for url in urls]
    if not tasks:
        return []
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            while not task.done():
                try:
                    await asyncio.wait([task])
                except asyncio.CancelledError:
                    pass
            if not task.cancelled():
                task.result()
