# The slot is taken before the item is read: while all consumers are busy, nobody reads.
# fails: The source is read ahead, but not too far

import asyncio


async def process_all(source, consume, consumers):
    slots = asyncio.Semaphore(consumers)

    async def run(item):
        try:
            await consume(item)
        finally:
            slots.release()

    try:
        async with asyncio.TaskGroup() as group:
            while True:
                await slots.acquire()
                try:
                    item = await anext(source)
                except StopAsyncIteration:
                    break
                group.create_task(run(item))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
