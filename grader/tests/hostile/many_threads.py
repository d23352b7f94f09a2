# It is right, and makes a hundred threads.
# ends: returned
# points: 10
import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor


async def run_all(jobs, limit=3):
    meeting = threading.Barrier(100)
    with ThreadPoolExecutor(100) as pool:
        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(pool, meeting.wait) for _ in range(100)))
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    return await asyncio.gather(*(run(job) for job in jobs))
