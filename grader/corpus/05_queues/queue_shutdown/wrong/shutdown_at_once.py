# shutdown(immediate=True) drops the items that are still in the queue.
# fails: Every item is handled once
# python: 3.13

import asyncio


async def run(queue, producers, consumers):
    failures = []

    async def produce(producer):
        try:
            await producer(queue)
        except Exception as failure:
            failures.append(failure)

    async def consume(consumer):
        while True:
            try:
                item = await queue.get()
            except asyncio.QueueShutDown:
                return
            try:
                await consumer(item)
            except Exception as failure:
                failures.append(failure)

    async with asyncio.TaskGroup() as group:
        for consumer in consumers:
            group.create_task(consume(consumer))
        makers = [group.create_task(produce(producer)) for producer in producers]
        await asyncio.wait(makers)
        queue.shutdown(immediate=True)
    if failures:
        raise ExceptionGroup("run", failures)
