# Wrong: as many workers as all hosts have slots, and one queue: a worker that waits for one host can't work for another.
# fails: Hosts don't wait for each other
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    slots = defaultdict(lambda: asyncio.Semaphore(per_host))

    todo = iter(urls)
    found = {}

    async def worker():
        for url in todo:
            async with slots[urlsplit(url).netloc]:
                found[url] = await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(per_host * len({urlsplit(url).netloc for url in urls})):
                group.create_task(worker())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [found[url] for url in urls]
