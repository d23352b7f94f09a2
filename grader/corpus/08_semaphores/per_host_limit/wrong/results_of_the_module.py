# The results are kept in the module: two calls at the same time write into the same dictionary.
# fails: All results come, in the order of the urls
# kind: shared-between-calls

import asyncio
from collections import defaultdict

results = {}


async def fetch_all(fetch, urls, per_host=2):
    slots = defaultdict(lambda: asyncio.Semaphore(per_host))
    results.clear()

    async def one(index, url):
        async with slots[url.split("/")[2]]:
            results[index] = await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:
            for index, url in enumerate(urls):
                group.create_task(one(index, url))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [results[index] for index in range(len(urls))]
