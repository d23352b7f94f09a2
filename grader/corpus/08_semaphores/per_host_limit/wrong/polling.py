# Wrong: it looks every tenth of a second whether its host has a free slot.
# fails: A host's free slots are used at once
# kind: polling
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    busy = defaultdict(int)

    async def one(url):
        host = urlsplit(url).netloc
        while busy[host] >= per_host:
            await asyncio.sleep(0.1)
        busy[host] += 1
        try:
            return await fetch(url)
        finally:
            busy[host] -= 1

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
