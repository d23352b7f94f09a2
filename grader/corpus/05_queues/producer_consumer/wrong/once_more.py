# Cancelled for the sixth time, it leaves.
# fails: Cancelled, it stops all and passes that on
# kind: cancelled-again

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
        for _ in range(6):
            try:
                await asyncio.wait(tasks)
                break
            except asyncio.CancelledError:
                pass
