# It stops the others when something fails in it; cancelled, it waits only until the first has cleaned up.
# fails: Cancelled, all stop at once, and it passes that on
# kind: cancel-on-an-unplayed-path, stops-late

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

    async def produce_all():
        await asyncio.gather(*(produce(producer) for producer in producers))
        for _ in consumers:
            await queue.put(None)

    tasks = [asyncio.create_task(consume(consumer)) for consumer in consumers]
    tasks.append(asyncio.create_task(produce_all()))
    try:
        await asyncio.gather(*tasks)
    except Exception:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
    if failures:
        raise ExceptionGroup("run", failures)
