# Results in the order in which a set of tasks yields them.
# fails: All results come, in the order of the jobs

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)
    ended = []

    async def run(job):
        async with slots:
            result = await job()
            ended.append(asyncio.current_task())
            return result

    tasks = {asyncio.create_task(run(job)) for job in jobs}
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return [task.result() for task in ended]
