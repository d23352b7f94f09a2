# An item that is an exception is taken for a failure of the source.
# fails: Every item is consumed once, the first first
# kind: odd-values

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def read():
        async for item in source:
            await queue.put(item)
        for _ in range(consumers):
            await queue.put(None)

    async def work():
        while (item := await queue.get()) is not None:
            if isinstance(item, Exception):
                raise item
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(read())
            for _ in range(consumers):
                group.create_task(work())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
