# A group of producers in a group of consumers: cancelled, the consumers go on until the producers have cleaned up.
# fails: Cancelled, all stop at once, and it passes that on
# kind: stops-late

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

    async with asyncio.TaskGroup() as group:
        for consumer in consumers:
            group.create_task(consume(consumer))
        async with asyncio.TaskGroup() as producing:
            for producer in producers:
                producing.create_task(produce(producer))
        for _ in consumers:
            await queue.put(None)
    if failures:
        raise ExceptionGroup("run", failures)
