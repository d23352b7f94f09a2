# Queue.shutdown says it without a signal: get() raises once the queue is empty.
# (It needs 3.13.)
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

    async def produce_all():
        async with asyncio.TaskGroup() as producing:
            for producer in producers:
                producing.create_task(produce(producer))
        queue.shutdown()

    async with asyncio.TaskGroup() as group:
        group.create_task(produce_all())
        for consumer in consumers:
            group.create_task(consume(consumer))
    if failures:
        raise ExceptionGroup("run", failures)
