# The failure is replaced by another exception.
# fails: A job's failure reaches the caller as it is

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        raise RuntimeError("a job failed") from failed
    return [task.result() for task in tasks]
