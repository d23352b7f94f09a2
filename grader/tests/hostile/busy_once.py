# It works for two at a time, and loops for ever for four at a time.
import asyncio


async def run_all(jobs, limit=3):
    while limit == 4:
        pass
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    return await asyncio.gather(*(run(job) for job in jobs))
