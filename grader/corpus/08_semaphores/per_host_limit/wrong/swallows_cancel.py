# Wrong: a cancel is answered with what there is so far.
# fails: Cancelled, it stops everything and passes that on
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    slots = defaultdict(lambda: asyncio.Semaphore(per_host))

    async def one(url):
        async with slots[urlsplit(url).netloc]:
            return await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    except asyncio.CancelledError:
        return [None if task.cancelled() else task.result() for task in tasks]
    return [task.result() for task in tasks]
