# Looks every tenth of a second whether there is an item, or the end.
# fails: As many consumers work as there may, and no more
# kind: polling

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)
    over = False

    async def work():
        while not (over and queue.empty()):
            if queue.empty():
                await asyncio.sleep(0.07)
            else:
                await consume(queue.get_nowait())

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(consumers):
                group.create_task(work())
            async for item in source:
                await queue.put(item)
            over = True
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
