# A timer that is to stop it after a month is never taken back: it cancels the caller, later.
# fails: All results come, in the order of the jobs
# kind: outlives-the-call

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    asyncio.get_running_loop().call_later(30 * 86400, asyncio.current_task().cancel)
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
