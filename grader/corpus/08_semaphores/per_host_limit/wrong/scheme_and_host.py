# Wrong: http and https of the same host don't share its limit.
# fails: At most `per_host` fetches run at once at each host
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    slots = defaultdict(lambda: asyncio.Semaphore(per_host))

    async def one(url):
        async with slots[urlsplit(url)[:2]]:
            return await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
