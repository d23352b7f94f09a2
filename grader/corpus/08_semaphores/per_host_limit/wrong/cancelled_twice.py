# Wrong: a second cancel ends the waiting for the cleanup.
# fails: Cancelled, it stops everything and passes that on
# kind: cancelled-again
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    slots = defaultdict(lambda: asyncio.Semaphore(per_host))

    async def one(url):
        async with slots[urlsplit(url).netloc]:
            return await fetch(url)

    tasks = [asyncio.create_task(one(url)) for url in urls]
    if not tasks:
        return []
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    for task in done:
        if task.exception():
            raise task.exception()
    return [task.result() for task in tasks]
