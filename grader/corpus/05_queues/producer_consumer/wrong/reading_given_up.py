# Gives up a reading that takes too long, and reads again: what was being read is lost.
# fails: Every item is consumed once, the first first

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(consumers):
                group.create_task(work())
            while True:
                try:
                    async with asyncio.timeout(10):
                        item = await anext(source)
                except TimeoutError:
                    continue
                except StopAsyncIteration:
                    break
                await queue.put(item)
            for _ in range(consumers):
                await queue.put(None)
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
