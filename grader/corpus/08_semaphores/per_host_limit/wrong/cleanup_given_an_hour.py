# Wrong: cancelled fetches get an hour to clean up; they are left alone then.
# fails: Cancelled, it stops everything and passes that on
# kind: own-time-limit

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
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=3600)
    for task in tasks:
        if task.done() and not task.cancelled() and task.exception():
            raise task.exception()
    return [task.result() for task in tasks]
