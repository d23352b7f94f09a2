# Each consumer has a queue of its own, and items are dealt out in turns: some wait behind a slow one, while others idle.
# fails: As many consumers work as there may, and no more

import asyncio
import itertools


async def process_all(source, consume, consumers):
    queues = [asyncio.Queue(maxsize=1) for _ in range(consumers)]

    async def work(queue):
        while (item := await queue.get()) is not None:
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            for queue in queues:
                group.create_task(work(queue))
            turns = itertools.cycle(queues)
            async for item in source:
                await next(turns).put(item)
            for queue in queues:
                await queue.put(None)
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
