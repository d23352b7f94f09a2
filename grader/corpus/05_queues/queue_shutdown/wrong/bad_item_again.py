# A bad item goes back into the queue, to be tried again.
# fails: What fails stops nothing else

import asyncio


async def run(queue, producers, consumers):
    failures = []

    async def produce(producer):
        try:
            await producer(queue)
        except Exception as failure:
            failures.append(failure)

    tried = []

    async def consume(consumer):
        while (item := await queue.get()) is not None:
            try:
                await consumer(item)
            except Exception as failure:
                failures.append(failure)
                if item not in tried:
                    tried.append(item)
                    await queue.put(item)

    async with asyncio.TaskGroup() as group:
        for consumer in consumers:
            group.create_task(consume(consumer))
        makers = [group.create_task(produce(producer)) for producer in producers]
        await asyncio.wait(makers)
        for _ in consumers:
            await queue.put(None)
    if failures:
        raise ExceptionGroup("run", failures)
