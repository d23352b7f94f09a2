# Wrong: only the last two names of a host are looked at: img.cats.example waits for cats.example.
# fails: Hosts don't wait for each other
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    slots = defaultdict(lambda: asyncio.Semaphore(per_host))

    async def one(url):
        async with slots[".".join(urlsplit(url).netloc.split(".")[-2:])]:
            return await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
