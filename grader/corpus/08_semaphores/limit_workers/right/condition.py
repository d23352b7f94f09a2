# Right: a condition and a counter of its own, in a task group.

import asyncio


async def run_all(jobs, limit=3):
    free = asyncio.Condition()
    busy = 0
    results = {}

    async def run(number, job):
        nonlocal busy
        async with free:
            await free.wait_for(lambda: busy < limit)
            busy += 1
        try:
            results[number] = await job()
        finally:
            busy -= 1
            async with free:
                free.notify(1)

    failure = None
    try:
        async with asyncio.TaskGroup() as tg:
            for number, job in enumerate(jobs):
                tg.create_task(run(number, job))
    except ExceptionGroup as eg:
        failure = eg.exceptions[0]
    if failure is not None:
        raise failure
    return [value for _, value in sorted(results.items())]
