# Wrong: a failure is put among the results.
# fails: A failure reaches the caller as it is, and stops the rest
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    slots = defaultdict(lambda: asyncio.Semaphore(per_host))

    async def one(url):
        async with slots[urlsplit(url).netloc]:
            return await fetch(url)

    return await asyncio.gather(*(one(url) for url in urls), return_exceptions=True)
