# Wrong: one host after the other.
# fails: Hosts don't wait for each other
# kind: points-for-nothing
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    slots = asyncio.Semaphore(per_host)
    hosts = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).netloc].append(url)
    found = {}

    async def one(url):
        async with slots:
            found[url] = await fetch(url)

    try:
        for of_host in hosts.values():
            async with asyncio.TaskGroup() as group:
                for url in of_host:
                    group.create_task(one(url))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [found[url] for url in urls]
