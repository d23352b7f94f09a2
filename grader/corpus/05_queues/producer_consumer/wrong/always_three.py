# Three consumers, whatever the caller says.
# fails: As many consumers work as there may, and no more

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(3):
                group.create_task(work())
            async for item in source:
                await queue.put(item)
            for _ in range(3):
                await queue.put(None)
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
