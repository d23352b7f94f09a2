# Off by one: the main task takes a slot for itself.
# fails: Every free slot is used at once

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(max(1, limit - 1))

    async def run(job):
        async with slots:
            return await job()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
