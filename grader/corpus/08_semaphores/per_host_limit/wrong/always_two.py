# Wrong: the limit is two, whatever the caller says.
# fails: Any limit and any number of urls will do
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    slots = defaultdict(lambda: asyncio.Semaphore(2))

    async def one(url):
        async with slots[urlsplit(url).netloc]:
            return await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
