# After a failure of the source the end signals are sent all the same: what was read is still consumed.
# fails: A failure stops all, and reaches the caller as it is

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
            try:
                async for item in source:
                    await queue.put(item)
            finally:
                for _ in range(consumers):
                    await queue.put(None)
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
