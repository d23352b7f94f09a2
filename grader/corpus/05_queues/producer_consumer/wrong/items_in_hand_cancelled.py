# Waits until the queue is empty, and cancels the consumers: with the last items in their hands.
# fails: Every item is consumed once, the first first

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def work():
        while True:
            item = await queue.get()
            queue.task_done()
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            workers = [group.create_task(work()) for _ in range(consumers)]
            async for item in source:
                await queue.put(item)
            await queue.join()
            for worker in workers:
                worker.cancel()
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
