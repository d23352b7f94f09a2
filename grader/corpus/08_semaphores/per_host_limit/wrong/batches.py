# Wrong: each host has batches: a free slot waits until the slowest fetch of its batch is done.
# fails: A host's free slots are used at once
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    hosts = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).netloc].append(url)
    found = {}

    async def one(url):
        found[url] = await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:

            async def one_host(waiting):
                while waiting:
                    batch, waiting = waiting[:per_host], waiting[per_host:]
                    await asyncio.wait([group.create_task(one(url)) for url in batch])

            for waiting in hosts.values():
                group.create_task(one_host(waiting))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [found[url] for url in urls]
