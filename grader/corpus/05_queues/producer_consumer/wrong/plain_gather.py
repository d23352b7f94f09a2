# gather raises the failure at once, and all the others go on.
# fails: A failure stops all, and reaches the caller as it is

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    async def produce():
        async for item in source:
            await queue.put(item)
        for _ in range(consumers):
            await queue.put(None)

    await asyncio.gather(produce(), *(work() for _ in range(consumers)))
