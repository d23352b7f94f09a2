# Wrong: after a failure, a cancel ends the waiting for the cleanups.
# fails: Cancelled while it fails, it stops everything, too
# kind: cancel-meets-failure, cancelled-again

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
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    except Exception:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
        raise
