# There are never more than fifty consumers.
# fails: As many consumers work as there may, and no more
# kind: own-number-limit

import asyncio


async def process_all(source, consume, consumers):
    consumers = min(consumers, 50)
    queue = asyncio.Queue(maxsize=consumers)

    async def read():
        async for item in source:
            await queue.put(item)
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
