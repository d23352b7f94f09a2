# That the source has ended is kept in the module: the next call believes it from the beginning.
# fails: Every item is consumed once, the first first
# kind: shared-between-calls

import asyncio

ended = asyncio.Event()


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def read():
        async for item in source:
            await queue.put(item)
        ended.set()
        for _ in range(consumers):
            await queue.put(None)

    async def work():
        while not ended.is_set() or not queue.empty():
            if (item := await queue.get()) is None:
                return
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(read())
            for _ in range(consumers):
                group.create_task(work())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
