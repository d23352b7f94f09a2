# Closes the source, as if it were a generator: other iterators have no aclose().
# fails: Every item is consumed once, the first first

import asyncio
import contextlib


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(consumers)

    async def produce():
        async with contextlib.aclosing(source):
            async for item in source:
                await queue.put(item)
        for _ in range(consumers):
            await queue.put(None)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(produce())
            for _ in range(consumers):
                group.create_task(work())
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0]
