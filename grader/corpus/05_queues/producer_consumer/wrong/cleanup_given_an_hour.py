# What was cancelled gets an hour to clean up; it is left alone then.
# fails: Cancelled, it stops all and passes that on
# kind: own-time-limit

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def read():
        async for item in source:
            await queue.put(item)
        for _ in range(consumers):
            await queue.put(None)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    tasks = [asyncio.create_task(read()), *(asyncio.create_task(work()) for _ in range(consumers))]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=3600)
    for task in tasks:
        if task.done() and not task.cancelled():
            task.result()
