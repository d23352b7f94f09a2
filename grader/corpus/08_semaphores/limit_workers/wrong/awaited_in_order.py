# Tasks are awaited one by one: a failure is seen only when those before it are done.
# fails: A failure stops everything else

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    tasks = [asyncio.create_task(run(job)) for job in jobs]
    try:
        return [await task for task in tasks]
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
