# Wrong: the results come in the order in which they are there.
# fails: All results come, in the order of the urls
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    slots = defaultdict(lambda: asyncio.Semaphore(per_host))

    results = []

    async def one(url):
        async with slots[urlsplit(url).netloc]:
            results.append(await fetch(url))

    try:
        async with asyncio.TaskGroup() as group:
            for url in urls:
                group.create_task(one(url))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return results
