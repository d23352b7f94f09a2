# Queue.shutdown() says that nothing more will come; get() raises once the queue is empty.
# python: 3.13

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def work():
        try:
            while True:
                item = await queue.get()
                await consume(item)
        except asyncio.QueueShutDown:
            pass

    async def produce():
        async for item in source:
            await queue.put(item)
        queue.shutdown()

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(produce())
            for _ in range(consumers):
                group.create_task(work())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
