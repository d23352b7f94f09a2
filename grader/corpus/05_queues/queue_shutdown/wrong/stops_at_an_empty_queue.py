# An empty queue is taken for the end: the producers have only begun.
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
        await asyncio.sleep(1)
        while not queue.empty():
            item = queue.get_nowait()
            try:
                await consumer(item)
            except Exception as failure:
                failures.append(failure)

    async with asyncio.TaskGroup() as group:
        for producer in producers:
            group.create_task(produce(producer))
        for consumer in consumers:
            group.create_task(consume(consumer))
    if failures:
        raise ExceptionGroup("run", failures)
