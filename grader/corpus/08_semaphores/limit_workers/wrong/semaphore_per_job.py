# Each job gets a semaphore of its own, so nobody ever waits.
# fails: At most `limit` jobs run at once

import asyncio


async def run_all(jobs, limit=3):
    # one semaphore a job

    async def run(job):
        async with asyncio.Semaphore(limit):
            return await job()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
