# Each producer ends with one signal: only by chance are there as many producers as consumers, and the first signal comes too early.
# fails: Every item is handled once

import asyncio


async def run(queue, producers, consumers):
    failures = []

    async def produce(producer):
        try:
            await producer(queue)
        except Exception as failure:
            failures.append(failure)
        await queue.put(None)

    async def consume(consumer):
        while (item := await queue.get()) is not None:
            try:
                await consumer(item)
            except Exception as failure:
                failures.append(failure)

    async with asyncio.TaskGroup() as group:
        for consumer in consumers:
            group.create_task(consume(consumer))
        for producer in producers:
            group.create_task(produce(producer))
    if failures:
        raise ExceptionGroup("run", failures)
