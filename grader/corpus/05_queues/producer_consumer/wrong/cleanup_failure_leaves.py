# A cleanup that fails ends the waiting for the others.
# fails: Cancelled while something fails, it stops all, too
# kind: cancel-meets-failure

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
    finally:
        for task in tasks:
            task.cancel()
        for task in tasks:
            while not task.done():
                try:
                    await asyncio.wait([task])
                except asyncio.CancelledError:
                    pass
            if not task.cancelled():
                task.result()
