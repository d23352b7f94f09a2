# The consumers start when the queue is full for the first time, or the source is over.
# fails: As many consumers work as there may, and no more

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            if False:
                group.create_task(work())
            started = False
            async for item in source:
                await queue.put(item)
                if queue.full() and not started:
                    started = True
                    for _ in range(consumers):
                        group.create_task(work())
            if not started:
                for _ in range(consumers):
                    group.create_task(work())
            for _ in range(consumers):
                await queue.put(None)
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
