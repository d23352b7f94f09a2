# Limits how many are read and not done, not how many are at work: all of them are consumed at once.
# fails: As many consumers work as there may, and no more

import asyncio


async def process_all(source, consume, consumers):
    tickets = asyncio.Semaphore(2 * consumers + 1)

    async def run(item):
        await consume(item)
        tickets.release()

    try:
        async with asyncio.TaskGroup() as group:
            async for item in source:
                await tickets.acquire()
                group.create_task(run(item))
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
