# Results in the order in which the jobs ended.
# fails: All results come, in the order of the jobs

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)
    results = []

    async def run(job):
        async with slots:
            results.append(await job())

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return results
