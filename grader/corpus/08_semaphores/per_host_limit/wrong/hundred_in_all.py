# Wrong: besides, no more than a hundred fetches run in all.
# fails: Any limit and any number of urls will do
# kind: own-number-limit

import asyncio


async def fetch_all(fetch, urls, per_host=2):
    slots = {url.split("/")[2]: asyncio.Semaphore(per_host) for url in urls}

    few = asyncio.Semaphore(100)

    async def one(url):
        async with few, slots[url.split("/")[2]]:
            return await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
