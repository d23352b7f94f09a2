# Wrong: failures of the usual classes are passed on; others count as pages.
# fails: A failure reaches the caller as it is, and stops the rest
# kind: failure-types

import asyncio


async def fetch_all(fetch, urls, per_host=2):
    slots = {url.split("/")[2]: asyncio.Semaphore(per_host) for url in urls}

    async def one(url):
        async with slots[url.split("/")[2]]:
            try:
                return await fetch(url)
            except (OSError, ValueError, LookupError):
                raise
            except Exception as failure:
                return failure

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(one(url)) for url in urls]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
