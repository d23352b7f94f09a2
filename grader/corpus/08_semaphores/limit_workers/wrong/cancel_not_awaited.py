# gather stops the jobs when it is cancelled, but does not wait until they all have cleaned up.
# fails: Cancelled, it stops everything and passes that on
# kind: cancel-on-an-unplayed-path

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    tasks = [asyncio.create_task(run(job)) for job in jobs]
    try:
        return await asyncio.gather(*tasks)
    except Exception:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
