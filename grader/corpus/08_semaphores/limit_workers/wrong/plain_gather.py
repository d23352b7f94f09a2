# gather alone: after a failure the other jobs run on, and more of them start.
# fails: A failure stops everything else

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    return await asyncio.gather(*(run(job) for job in jobs))
