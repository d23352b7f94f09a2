# gather in a finally: a second cancel goes through it to the tasks, but it waits for them all the same.

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(consumers)

    async def produce():
        async for item in source:
            await queue.put(item)
        for _ in range(consumers):
            await queue.put(None)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    tasks = [asyncio.create_task(produce()), *(asyncio.create_task(work()) for _ in range(consumers))]
    try:
        await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
