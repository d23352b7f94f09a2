# Wrong: it looks for the exception in every group, also in one that the fetch has raised itself.
# fails: A failure reaches the caller as it is, and stops the rest
# kind: failure-types

import asyncio


async def fetch_all(fetch, urls, per_host=2):
    slots = {url.split("/")[2]: asyncio.Semaphore(per_host) for url in urls}

    async def one(url):
        async with slots[url.split("/")[2]]:
            return await fetch(url)

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        while isinstance(failed, ExceptionGroup):
            failed = failed.exceptions[0]
        raise failed from None
    return [task.result() for task in tasks]
