# Wrong: a timer that is to stop it after a month is never taken back: it cancels the caller, later.
# fails: All results come, in the order of the urls
# kind: outlives-the-call

import asyncio


async def fetch_all(fetch, urls, per_host=2):
    slots = {url.split("/")[2]: asyncio.Semaphore(per_host) for url in urls}

    async def one(url):
        async with slots[url.split("/")[2]]:
            return await fetch(url)

    asyncio.get_running_loop().call_later(30 * 86400, asyncio.current_task().cancel)
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
