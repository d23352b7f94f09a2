# Wrong: the loop that makes the tasks waits for a slot: a busy host holds up all urls after it.
# fails: Hosts don't wait for each other
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    slots = defaultdict(lambda: asyncio.Semaphore(per_host))

    async def one(url, slot):
        try:
            return await fetch(url)
        finally:
            slot.release()

    tasks = []
    try:
        async with asyncio.TaskGroup() as group:
            for url in urls:
                slot = slots[urlsplit(url).netloc]
                await slot.acquire()
                tasks.append(group.create_task(one(url, slot)))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
