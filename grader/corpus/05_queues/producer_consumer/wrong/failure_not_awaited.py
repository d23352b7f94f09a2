# Cancelled, it stops all; after a failure it cancels the others, and does not wait.
# fails: A failure stops all, and reaches the caller as it is
# kind: cancel-on-an-unplayed-path

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
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    except Exception:
        for task in tasks:
            task.cancel()
        raise
