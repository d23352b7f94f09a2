# The reading is a task of its own that nobody awaits: when the source fails, the consumers wait for ever.
# fails: A failure reaches the caller as it is

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def produce():
        async for item in source:
            await queue.put(item)
        for _ in range(consumers):
            await queue.put(None)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    producing = asyncio.create_task(produce())
    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(consumers):
                group.create_task(work())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    finally:
        producing.cancel()
        await asyncio.wait([producing])
