# The list of tasks belongs to the module: of races at the same time, only the last one stops its losers.
# fails: The losers have cleaned up when fastest returns
# kind: shared-between-calls

import asyncio

tasks = []


async def fastest(mirrors):
    tasks.clear()
    tasks.extend(asyncio.create_task(mirror()) for mirror in mirrors)
    pending = set(tasks)
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if task.exception() is None:
                    return task.result()
        raise ExceptionGroup("all mirrors failed", [task.exception() for task in tasks])
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
