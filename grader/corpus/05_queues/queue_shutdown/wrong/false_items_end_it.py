# `while item`: 0 and the empty string are taken for the end signal.
# fails: Every item is handled once
# kind: odd-values

import asyncio


async def run(queue, producers, consumers):
    failures = []

    async def produce(producer):
        try:
            await producer(queue)
        except Exception as failure:
            failures.append(failure)

    async def consume(consumer):
        while item := await queue.get():
            try:
                await consumer(item)
            except Exception as failure:
                failures.append(failure)

    async with asyncio.TaskGroup() as group:
        for consumer in consumers:
            group.create_task(consume(consumer))
        makers = [group.create_task(produce(producer)) for producer in producers]
        await asyncio.wait(makers)
        for _ in consumers:
            await queue.put(None)
    if failures:
        raise ExceptionGroup("run", failures)
