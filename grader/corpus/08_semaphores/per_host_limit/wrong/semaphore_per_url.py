# Wrong: each url gets a semaphore of its own, so nobody ever waits.
# fails: At most `per_host` fetches run at once at each host
import asyncio


async def fetch_all(fetch, urls, per_host=2):
    async def one(url):
        async with asyncio.Semaphore(per_host):
            return await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
