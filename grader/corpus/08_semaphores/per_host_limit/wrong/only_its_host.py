# Wrong: a failure stops the urls of its own host; the other hosts run to their end first.
# fails: A failure reaches the caller as it is, and stops the rest
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    hosts = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).netloc].append(url)

    async def one_host(waiting):
        slots = asyncio.Semaphore(per_host)

        async def one(url):
            async with slots:
                return await fetch(url)

        async with asyncio.TaskGroup() as group:
            tasks = {url: group.create_task(one(url)) for url in waiting}
        return {url: task.result() for url, task in tasks.items()}

    found = {}
    for result in await asyncio.gather(*(one_host(waiting) for waiting in hosts.values()), return_exceptions=True):
        if isinstance(result, ExceptionGroup):
            raise result.exceptions[0]
        found |= result
    return [found[url] for url in urls]
