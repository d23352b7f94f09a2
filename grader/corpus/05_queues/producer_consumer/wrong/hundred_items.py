# A queue is given to at most a hundred items; the rest of the source is not read.
# fails: Every item is consumed once, the first first
# kind: own-number-limit

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def read():
        for _ in range(100):
            try:
                await queue.put(await anext(source))
            except StopAsyncIteration:
                break
        for _ in range(consumers):
            await queue.put(None)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(read())
            for _ in range(consumers):
                group.create_task(work())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
