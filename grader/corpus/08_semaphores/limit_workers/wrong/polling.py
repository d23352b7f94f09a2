# It looks every tenth of a second whether a slot is free.
# fails: Every free slot is used at once
# kind: polling

import asyncio


async def run_all(jobs, limit=3):
    busy = 0

    async def run(job):
        nonlocal busy
        while busy >= limit:
            await asyncio.sleep(0.1)
        busy += 1
        try:
            return await job()
        finally:
            busy -= 1

    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(run(job)) for job in jobs]
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [task.result() for task in tasks]
