# Results are kept by job: the same job twice is called once.
# fails: All results come, in the order of the jobs
# kind: odd-values

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = {job: group.create_task(run(job)) for job in dict.fromkeys(jobs)}
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [tasks[job].result() for job in jobs]
