# It looks for the exception in every group, also in one that `consume` has raised itself.
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
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(read())
            for _ in range(consumers):
                group.create_task(work())
    except ExceptionGroup as failed:
        while isinstance(failed, ExceptionGroup):
            failed = failed.exceptions[0]
        raise failed from None
