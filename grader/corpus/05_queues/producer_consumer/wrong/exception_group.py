# The task group's ExceptionGroup reaches the caller, not the exception itself.
# fails: A failure stops all, and reaches the caller as it is

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    async with asyncio.TaskGroup() as group:
        for _ in range(consumers):
            group.create_task(work())
        async for item in source:
            await queue.put(item)
        for _ in range(consumers):
            await queue.put(None)
