# Reads everything first, then consumes it, so many at a time.
# fails: As many consumers work as there may, and no more

import asyncio


async def process_all(source, consume, consumers):
    slots = asyncio.Semaphore(consumers)

    async def run(item):
        async with slots:
            await consume(item)

    items = [item async for item in source]
    try:
        async with asyncio.TaskGroup() as group:
            for item in items:
                group.create_task(run(item))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
