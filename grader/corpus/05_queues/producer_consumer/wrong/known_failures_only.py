# Failures of the usual classes are passed on; others end one consumer, and nobody hears of it.
# fails: A failure stops all, and reaches the caller as it is
# kind: failure-types

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
            try:
                await consume(item)
            except (OSError, ValueError, LookupError):
                raise
            except Exception as failure:
                print(failure)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(read())
            for _ in range(consumers):
                group.create_task(work())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
