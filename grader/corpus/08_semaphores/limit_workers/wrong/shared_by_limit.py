# Semaphores are kept in a dictionary by limit: two calls with the same limit share one.
# fails: Each call has a limit of its own

import asyncio

SLOTS = {}


async def run_all(jobs, limit=3):
    slots = SLOTS.setdefault(limit, asyncio.Semaphore(limit))

    async def run(job):
        async with slots:
            return await job()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
