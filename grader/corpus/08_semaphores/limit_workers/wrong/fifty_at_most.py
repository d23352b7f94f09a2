# However large the limit is, no more than fifty jobs run at once.
# fails: Any limit and any number of jobs will do
# kind: own-number-limit

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(min(limit, 50))

    async def run(job):
        async with slots:
            return await job()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
