# While the queue is full it asks again and again: no time can pass.
# fails: Every item is consumed once, the first first

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue()

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(consumers):
                group.create_task(work())
            async for item in source:
                while queue.qsize() >= consumers:
                    await asyncio.sleep(0)
                queue.put_nowait(item)
            for _ in range(consumers):
                queue.put_nowait(None)
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
