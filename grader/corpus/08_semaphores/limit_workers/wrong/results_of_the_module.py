# The results are kept in the module: two calls at the same time write into the same list.
# fails: All results come, in the order of the jobs
# kind: shared-between-calls

import asyncio

results = {}


async def run_all(jobs, limit=3):
    slots = asyncio.Semaphore(limit)
    results.clear()

    async def run(index, job):
        async with slots:
            results[index] = await job()

    try:
        async with asyncio.TaskGroup() as group:
            for index, job in enumerate(jobs):
                group.create_task(run(index, job))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return [results[index] for index in range(len(jobs))]
