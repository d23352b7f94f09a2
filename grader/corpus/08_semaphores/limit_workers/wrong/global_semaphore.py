# One semaphore for the whole program: calls of run_all share it.
# fails: Each call has a limit of its own
# kind: shared-between-calls

import asyncio

_slots = None


async def run_all(jobs, limit=3):
    global _slots
    if _slots is None:
        _slots = asyncio.Semaphore(limit)
    slots = _slots

    async def run(job):
        async with slots:
            return await job()

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
