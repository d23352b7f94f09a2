# A failure is put among the results, and everything goes on.
# fails: A job's failure reaches the caller as it is

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    tasks = [asyncio.create_task(run(job)) for job in jobs]
    try:
        return await asyncio.gather(*tasks, return_exceptions=True)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
