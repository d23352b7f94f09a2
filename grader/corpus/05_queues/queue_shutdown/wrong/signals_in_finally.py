# gather leaves with the first failure, and its other producers run on: the signals come before their items.
# fails: What fails stops nothing else

import asyncio


async def run(queue, producers, consumers):
    failures = []

    async def consume(consumer):
        while (item := await queue.get()) is not None:
            try:
                await consumer(item)
            except Exception as failure:
                failures.append(failure)

    async with asyncio.TaskGroup() as group:
        for consumer in consumers:
            group.create_task(consume(consumer))
        try:
            await asyncio.gather(*(producer(queue) for producer in producers))
        except Exception as failure:
            failures.append(failure)
        finally:
            for _ in consumers:
                await queue.put(None)
    if failures:
        raise ExceptionGroup("run", failures)
