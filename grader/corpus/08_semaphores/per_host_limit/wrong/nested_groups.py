# Wrong: a task group for each host: the others hear of a failure only when its own group has cleaned up.
# fails: A failure reaches the caller as it is, and stops the rest
# kind: stops-late
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    found = {}
    hosts = defaultdict(list)
    for url in urls:
        hosts[urlsplit(url).netloc].append(url)

    async def one_host(waiting):
        free, busy = asyncio.Condition(), set()

        async def one(url):
            async with free:
                await free.wait_for(lambda: len(busy) < per_host)
                busy.add(url)
            found[url] = await fetch(url)
            busy.remove(url)
            async with free:
                free.notify()

        async with asyncio.TaskGroup() as group:
            for url in waiting:
                group.create_task(one(url))

    try:
        async with asyncio.TaskGroup() as group:
            for waiting in hosts.values():
                group.create_task(one_host(waiting))
    except BaseExceptionGroup as failed:
        error = failed
    else:
        return [found[url] for url in urls]
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    raise error
