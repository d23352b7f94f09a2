# Wrong: rounds of `per_host` urls of each host; each round waits for the slowest of all hosts.
# fails: Hosts don't wait for each other
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
        while any(hosts.values()):
            async with asyncio.TaskGroup() as group:
                for waiting in hosts.values():
                    for _ in range(min(per_host, len(waiting))):
                        group.create_task(one(waiting.pop()))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [found[url] for url in urls]
