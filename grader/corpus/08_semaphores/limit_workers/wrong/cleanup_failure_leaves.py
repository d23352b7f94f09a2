# A cleanup that fails ends the waiting for the others.
# fails: Cancelled while it fails, it stops everything, too
# kind: cancel-meets-failure

import asyncio


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)

    async def run(job):
        async with slots:
            return await job()

    tasks = [asyncio.create_task(run(job)) for job in jobs]
    if not tasks:
        return []
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            while not task.done():
                try:
                    await asyncio.wait([task])
                except asyncio.CancelledError:
                    pass
            if not task.cancelled():
                task.result()
