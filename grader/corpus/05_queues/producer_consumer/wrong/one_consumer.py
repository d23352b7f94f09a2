# Only one consumer is ever started.
# fails: As many consumers work as there may, and no more

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(1):
                group.create_task(work())
            async for item in source:
                await queue.put(item)
            await queue.put(None)
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
