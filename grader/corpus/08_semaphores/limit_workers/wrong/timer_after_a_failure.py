# A timer is taken back in the end, but not after a failure.
# fails: A failure stops everything else
# kind: outlives-the-call

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    timer = asyncio.get_running_loop().call_later(30 * 86400, asyncio.current_task().cancel)
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except asyncio.CancelledError:
        timer.cancel()
        raise
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    timer.cancel()
    return [task.result() for task in tasks]
