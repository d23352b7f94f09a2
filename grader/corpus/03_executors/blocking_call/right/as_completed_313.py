# Python 3.13's as_completed gives back the very tasks it was given.
# (It needs 3.13.)
# python: 3.13

import asyncio


async def read_all(read_report, names):
    tasks = {asyncio.create_task(asyncio.to_thread(read_report, name)): place for place, name in enumerate(names)}
    reports = [None] * len(names)
    try:
        async for task in asyncio.as_completed(tasks):
            reports[tasks[task]] = await task
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return reports
