# A pause is taken for the end.
# fails: Every item is handled once
# kind: own-time-limit

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
                item = await asyncio.wait_for(queue.get(), 60)
            except TimeoutError:
                return
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
