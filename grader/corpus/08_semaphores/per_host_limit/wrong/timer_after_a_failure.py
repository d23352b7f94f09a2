# Wrong: a timer is taken back in the end, but not after a failure.
# fails: A failure reaches the caller as it is, and stops the rest
# kind: outlives-the-call

import asyncio


async def fetch_all(fetch, urls, per_host=2):
    slots = {url.split("/")[2]: asyncio.Semaphore(per_host) for url in urls}

    async def one(url):
        async with slots[url.split("/")[2]]:
            return await fetch(url)

    timer = asyncio.get_running_loop().call_later(30 * 86400, asyncio.current_task().cancel)
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except asyncio.CancelledError:
        timer.cancel()
        raise
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    timer.cancel()
    return [task.result() for task in tasks]
