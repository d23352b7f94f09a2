# Consumers read for themselves, one at a time: while they are all busy, nobody reads.
# fails: The source is read ahead, one by one, and not too far

import asyncio


async def process_all(source, consume, consumers):
    turn = asyncio.Lock()

    async def work():
        while True:
            async with turn:
                try:
                    item = await anext(source)
                except StopAsyncIteration:
                    return
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(consumers):
                group.create_task(work())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
