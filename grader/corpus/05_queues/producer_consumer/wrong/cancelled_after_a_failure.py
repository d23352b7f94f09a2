# After a failure a cancel ends the waiting for the cleanups.
# fails: Cancelled while something fails, it stops all, too
# kind: cancel-meets-failure, cancelled-again

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
        await asyncio.gather(*tasks)
    except BaseException as error:
        for task in tasks:
            task.cancel()
        if isinstance(error, Exception):
            await asyncio.wait(tasks)
        else:
            await asyncio.gather(*tasks, return_exceptions=True)
        raise
