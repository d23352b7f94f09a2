# The first producer that fails takes the others with it.
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
            async with asyncio.TaskGroup() as producing:
                for producer in producers:
                    producing.create_task(producer(queue))
        except ExceptionGroup as failed:
            failures += failed.exceptions
        for _ in consumers:
            await queue.put(None)
    if failures:
        raise ExceptionGroup("run", failures)
