# The consumers start when the producers are done; but the queue is full long before.
# fails: Every item is handled once

import asyncio


async def run(queue, producers, consumers):
    failures = []

    async def produce(producer):
        try:
            await producer(queue)
        except Exception as failure:
            failures.append(failure)

    async def consume(consumer):
        while (item := await queue.get()) is not None:
            try:
                await consumer(item)
            except Exception as failure:
                failures.append(failure)

    async with asyncio.TaskGroup() as producing:
        for producer in producers:
            producing.create_task(produce(producer))
    async with asyncio.TaskGroup() as group:
        for consumer in consumers:
            group.create_task(consume(consumer))
        for _ in consumers:
            await queue.put(None)
    if failures:
        raise ExceptionGroup("run", failures)
