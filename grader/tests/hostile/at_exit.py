# It asks to be called when the interpreter ends, and never comes back from there.
# ends: returned
# points: 10
import asyncio
import atexit
import time

atexit.register(time.sleep, 1000)


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    return await asyncio.gather(*(run(job) for job in jobs))
