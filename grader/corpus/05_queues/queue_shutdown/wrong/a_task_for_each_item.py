# Every item gets a task at once: consumers are given more than one item at a time.
# fails: Producers and consumers all work at the same time

import asyncio


async def run(queue, producers, consumers):
    failures = []

    async def produce(producer):
        try:
            await producer(queue)
        except Exception as failure:
            failures.append(failure)

    async def consume(consumer, item):
        try:
            await consumer(item)
        except Exception as failure:
            failures.append(failure)

    async def dispatch(group):
        number = 0
        while (item := await queue.get()) is not None:
            group.create_task(consume(consumers[number % len(consumers)], item))
            number += 1

    async with asyncio.TaskGroup() as group:
        group.create_task(dispatch(group))
        makers = [group.create_task(produce(producer)) for producer in producers]
        await asyncio.wait(makers)
        await queue.put(None)
    if failures:
        raise ExceptionGroup("run", failures)
