# After a failure the other jobs are not cancelled: they, and all that wait, run to their end first.
# fails: A failure stops everything else

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    tasks = [asyncio.create_task(run(job)) for job in jobs]
    try:
        results = await asyncio.gather(*tasks, return_exceptions=True)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
    return results
