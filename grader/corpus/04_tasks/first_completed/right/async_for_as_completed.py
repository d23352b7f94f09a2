# Right: as_completed as an async iterator (3.13), over eager tasks.
#
# python: 3.13
import asyncio


async def fastest(mirrors):
    loop = asyncio.get_running_loop()
    tasks = [asyncio.Task(mirror(), loop=loop, eager_start=True) for mirror in mirrors]
    failures = []
    try:
        async for task in asyncio.as_completed(tasks):
            if error := task.exception():
                failures.append(error)
            else:
                return task.result()
        raise ExceptionGroup("all mirrors failed", failures)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
