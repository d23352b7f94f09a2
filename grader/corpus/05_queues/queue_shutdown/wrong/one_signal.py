# One end signal, however many consumers there are.
# fails: It ends as soon as all is done

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

    async with asyncio.TaskGroup() as group:
        for consumer in consumers:
            group.create_task(consume(consumer))
        makers = [group.create_task(produce(producer)) for producer in producers]
        await asyncio.wait(makers)
        await queue.put(None)
    if failures:
        raise ExceptionGroup("run", failures)
