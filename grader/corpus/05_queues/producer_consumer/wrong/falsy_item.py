# An item that is false, like 0, is taken for the end signal.
# fails: Every item is consumed once, the first first
# kind: odd-values

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(consumers)

    async def produce():
        async for item in source:
            await queue.put(item)
        for _ in range(consumers):
            await queue.put(None)

    async def work():
        while item := await queue.get():
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(produce())
            for _ in range(consumers):
                group.create_task(work())
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0]
