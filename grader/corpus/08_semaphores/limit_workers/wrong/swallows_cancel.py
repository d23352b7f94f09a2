# A cancellation ends in a list of results: the caller never hears of it.
# fails: Cancelled, it stops everything and passes that on

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except asyncio.CancelledError:
        return [task.result() for task in tasks if task.done() and not task.cancelled()]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
