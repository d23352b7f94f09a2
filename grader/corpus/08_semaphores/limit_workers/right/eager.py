# Right: eager tasks (3.12), as_completed, and one slot each.
#
# python: 3.12

import asyncio


async def run_all(jobs, limit=3):
    loop = asyncio.get_running_loop()
    slots = asyncio.Semaphore(limit)

    async def numbered(number, job):
        async with slots:
            return number, await job()

    tasks = [asyncio.Task(numbered(n, job), loop=loop, eager_start=True) for n, job in enumerate(jobs)]
    found = {}
    try:
        for each in asyncio.as_completed(tasks):
            number, value = await each
            found[number] = value
    finally:
        for task in tasks:
            task.cancel()
        pending = asyncio.gather(*tasks, return_exceptions=True)
        while not pending.done():
            await pending
    return [found[n] for n in range(len(tasks))]
