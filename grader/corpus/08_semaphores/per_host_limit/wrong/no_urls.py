# Wrong: asyncio.wait takes no empty collection: without urls it raises.
# fails: Any limit and any number of urls will do
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
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        for task in tasks:
            if task.done():
                task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return [task.result() for task in tasks]
