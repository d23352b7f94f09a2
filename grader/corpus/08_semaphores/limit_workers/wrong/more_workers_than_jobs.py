# The first `limit` jobs are taken by number: there may be fewer.
# fails: Any limit and any number of jobs will do

import asyncio


async def run_all(jobs, limit=3):
    results = [None] * len(jobs)
    following = limit

    async def lane(number):
        nonlocal following
        while number < len(jobs):
            results[number] = await jobs[number]()
            number, following = following, following + 1

    async def first(number, job):
        results[number] = await job()
        nonlocal following
        mine, following = following, following + 1
        await lane(mine)

    try:
        async with asyncio.TaskGroup() as group:
            for number in range(limit):
                group.create_task(first(number, jobs[number]))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    return results
