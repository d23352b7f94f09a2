# Cancelled, it cancels everybody, and does not wait until they have cleaned up.
# fails: Cancelled, all stop at once, and it passes that on

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

    workers = [asyncio.create_task(consume(consumer)) for consumer in consumers]
    makers = [asyncio.create_task(produce(producer)) for producer in producers]
    try:
        await asyncio.wait(makers)
        for _ in consumers:
            await queue.put(None)
        await asyncio.wait(workers)
    finally:
        for task in makers + workers:
            task.cancel()
    if failures:
        raise ExceptionGroup("run", failures)
