# It is right, and prints a lot.
# ends: returned
# points: 10
import asyncio


async def run_all(jobs, limit=3):
    print("x" * 3_000_000)
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    return await asyncio.gather(*(run(job) for job in jobs))
