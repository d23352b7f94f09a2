# Cancelled, it lets all jobs finish first.
# fails: Cancelled, it stops everything and passes that on

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    async def everything():
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
        return [task.result() for task in tasks]

    work = asyncio.create_task(everything())
    try:
        try:
            return await asyncio.shield(work)
        except asyncio.CancelledError:
            while not work.done():
                try:
                    await asyncio.wait([work])
                except asyncio.CancelledError:
                    pass
            raise
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
