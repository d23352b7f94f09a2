# Cancelled jobs get an hour to clean up; they are left alone then.
# fails: Cancelled, it stops everything and passes that on
# kind: own-time-limit

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    tasks = [asyncio.create_task(run(job)) for job in jobs]
    if not tasks:
        return []
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=3600)
    for task in tasks:
        if task.done() and not task.cancelled() and task.exception():
            raise task.exception()
    return [task.result() for task in tasks]
