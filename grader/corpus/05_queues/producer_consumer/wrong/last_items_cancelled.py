# When the source has ended, the consumers are cancelled, with items in the queue and in their hands.
# fails: Every item is consumed once, the first first

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def work():
        while True:
            await consume(await queue.get())

    try:
        async with asyncio.TaskGroup() as group:
            workers = [group.create_task(work()) for _ in range(consumers)]
            async for item in source:
                await queue.put(item)
            for worker in workers:
                worker.cancel()
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
