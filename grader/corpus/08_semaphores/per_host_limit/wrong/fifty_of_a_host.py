# Wrong: however large the limit is, no more than fifty fetches of a host run at once.
# fails: Any limit and any number of urls will do
# kind: own-number-limit

import asyncio


async def fetch_all(fetch, urls, per_host=2):
    slots = {url.split("/")[2]: asyncio.Semaphore(min(per_host, 50)) for url in urls}

    async def one(url):
        async with slots[url.split("/")[2]]:
            return await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
