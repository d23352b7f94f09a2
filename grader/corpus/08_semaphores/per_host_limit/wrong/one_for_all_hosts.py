# Wrong: one limit for all hosts together.
# fails: Hosts don't wait for each other
import asyncio


async def fetch_all(fetch, urls, per_host=2):
    slots = asyncio.Semaphore(per_host)

    async def one(url):
        async with slots:
            return await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
