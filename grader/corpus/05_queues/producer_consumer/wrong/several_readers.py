# As many readers as consumers, all of them at the same source: it is asked for several items at the same time.
# fails: The source is read ahead, one by one, and not too far

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=1)

    async def read():
        async for item in source:
            await queue.put(item)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            readers = [group.create_task(read()) for _ in range(2)]
            for _ in range(consumers):
                group.create_task(work())
            await asyncio.wait(readers)
            for _ in range(consumers):
                await queue.put(None)
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
