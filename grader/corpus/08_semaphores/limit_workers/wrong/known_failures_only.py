# Failures of the usual classes are passed on; others count as results.
# fails: A job's failure reaches the caller as it is
# kind: failure-types

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            try:
                return await job()
            except (OSError, ValueError, LookupError):
                raise
            except Exception as failure:
                return failure

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
