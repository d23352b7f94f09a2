# Each item gets a task at once, which waits for a slot: the tasks are the queue, and it has no size.
# fails: The source is read ahead, one by one, and not too far

import asyncio


async def process_all(source, consume, consumers):
    slots = asyncio.Semaphore(consumers)

    async def run(item):
        async with slots:
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            async for item in source:
                group.create_task(run(item))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
