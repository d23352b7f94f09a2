# Right: each job that ends hands its slot to the next, in tasks that are made one after the other.

import asyncio


async def run_all(jobs, limit=3):
    jobs = list(jobs)
    results = [...] * len(jobs)
    started = 0
    broken = False

    async def leg():
        nonlocal started, broken
        if broken or started == len(jobs):
            return
        mine, started = started, started + 1
        try:
            results[mine] = await jobs[mine]()
        except BaseException:
            broken = True
            raise
        group.create_task(leg())

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(min(limit, len(jobs))):
                group.create_task(leg())
    except ExceptionGroup as several:
        raise several.exceptions[0]
    return results
