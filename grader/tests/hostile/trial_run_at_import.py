# A trial run at the end of the file: what time it takes is not the play's.
# ends: returned
# points: 10
import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    return await asyncio.gather(*map(run, jobs))


async def one():
    await asyncio.sleep(4)
    return 1


print(asyncio.run(run_all([one] * 4)))
