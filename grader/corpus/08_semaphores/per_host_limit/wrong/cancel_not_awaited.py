# Wrong: cancelled, it doesn't wait until all fetches have cleaned up.
# fails: Cancelled, it stops everything and passes that on
# kind: cancel-on-an-unplayed-path
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    slots = defaultdict(lambda: asyncio.Semaphore(per_host))

    async def one(url):
        async with slots[urlsplit(url).netloc]:
            return await fetch(url)

    tasks = [asyncio.create_task(one(url)) for url in urls]
    try:
        return await asyncio.gather(*tasks)
    except Exception:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
