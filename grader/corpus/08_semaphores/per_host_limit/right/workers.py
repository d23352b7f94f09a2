# Right: `per_host` workers for each host share an iterator over its urls; no semaphore.
import asyncio
from collections import defaultdict
from urllib.parse import urlsplit


async def fetch_all(fetch, urls, per_host=2):
    hosts = defaultdict(list)
    for number, url in enumerate(urls):
        hosts[urlsplit(url).netloc].append((number, url))
    results = [None] * len(urls)

    async def worker(todo):
        for number, url in todo:
            results[number] = await fetch(url)

    failure = None
    try:
        async with asyncio.TaskGroup() as group:
            for waiting in hosts.values():
                todo = iter(waiting)
                for _ in range(per_host):
                    group.create_task(worker(todo))
    except* Exception as failures:
        failure = failures.exceptions[0]
    if failure:
        raise failure
    return results
