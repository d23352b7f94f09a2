# It looks for the exception in every group, also in one that the job has raised itself.
# fails: A job's failure reaches the caller as it is
# kind: failure-types

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
        while isinstance(failed, ExceptionGroup):
            failed = failed.exceptions[0]
        raise failed from None
    return [task.result() for task in tasks]
