# A task group ends everything when one item can't be handled.
# fails: What fails stops nothing else

import asyncio


async def run(queue, producers, consumers):
    async def consume(consumer):
        while (item := await queue.get()) is not None:
            await consumer(item)

    async with asyncio.TaskGroup() as group:
        for consumer in consumers:
            group.create_task(consume(consumer))
        results = await asyncio.gather(*(producer(queue) for producer in producers), return_exceptions=True)
        for _ in consumers:
            await queue.put(None)
    if failures := [result for result in results if isinstance(result, Exception)]:
        raise ExceptionGroup("run", failures)
