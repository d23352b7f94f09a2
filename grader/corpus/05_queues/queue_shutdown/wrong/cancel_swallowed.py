# A cancel is taken for the end of the work.
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

    try:
        async with asyncio.TaskGroup() as group:
            for consumer in consumers:
                group.create_task(consume(consumer))
            async with asyncio.TaskGroup() as producing:
                for producer in producers:
                    producing.create_task(produce(producer))
            for _ in consumers:
                await queue.put(None)
    except asyncio.CancelledError:
        pass
    if failures:
        raise ExceptionGroup("run", failures)
