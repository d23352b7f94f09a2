# The tasks are made, and nobody waits for them.
# fails: All results come, in the order of the jobs

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    return [asyncio.create_task(run(job)) for job in jobs]
