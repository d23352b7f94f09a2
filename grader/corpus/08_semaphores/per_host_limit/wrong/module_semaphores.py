# Wrong: the semaphores belong to the module: calls share them.
# fails: Each call counts for itself
# kind: shared-between-calls
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit

slots = {}


async def fetch_all(fetch, urls, per_host=2):
    async def one(url):
        async with slots.setdefault(urlsplit(url).netloc, asyncio.Semaphore(per_host)):
            return await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    finally:
        slots.clear()
    return [task.result() for task in tasks]
