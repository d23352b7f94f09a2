# It is right, and uses a good deal of memory on the way.
# ends: returned
# points: 10
import asyncio


async def run_all(jobs, limit=3):
    hoard = [bytes(1_000_000) for _ in range(300)]
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    return await asyncio.gather(*(run(job) for job in jobs)) if hoard else []
