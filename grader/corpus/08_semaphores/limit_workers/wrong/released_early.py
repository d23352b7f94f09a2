# The slot is given back before the job runs.
# fails: At most `limit` jobs run at once

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            work = job()
        return await work

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
