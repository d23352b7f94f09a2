# Right: a semaphore for each host, made ahead; gather, and tasks that are stopped and awaited by hand.
import asyncio


def host_of(url):
    return url.split("/")[2]


async def fetch_all(fetch, urls, per_host=2):
    slots = {host: asyncio.BoundedSemaphore(per_host) for host in map(host_of, urls)}

    async def one(url):
        async with slots[host_of(url)]:
            return await fetch(url)

    tasks = [asyncio.create_task(one(url)) for url in urls]
    try:
        return list(await asyncio.gather(*tasks))
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
