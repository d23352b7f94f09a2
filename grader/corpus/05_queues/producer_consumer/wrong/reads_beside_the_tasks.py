# It reads in the body of the group: cancelled, the consumers go on until the source has cleaned up.
# fails: Cancelled, it stops all and passes that on
# kind: stops-late

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
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(consumers):
                group.create_task(work())
            await read()
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
