# All consumers loop over the same source: it is asked for several items at the same time.
# fails: The source is read ahead, but not too far

import asyncio


async def process_all(source, consume, consumers):
    async def work():
        async for item in source:
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(consumers):
                group.create_task(work())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
