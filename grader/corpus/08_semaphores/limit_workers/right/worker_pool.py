# Right: no semaphore; `limit` workers share one iterator.

import asyncio


async def run_all(jobs, limit=3):
    results = [None] * len(jobs)
    todo = iter(enumerate(jobs))

    async def worker():
        for number, job in todo:
            results[number] = await job()

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(limit):
                group.create_task(worker())
    except* Exception as group_of_failures:
        first = group_of_failures.exceptions[0]
    else:
        return results
    raise first
