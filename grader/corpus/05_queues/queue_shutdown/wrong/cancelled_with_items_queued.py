# When the producers are done the consumers are cancelled, with items in the queue and in their hands.
# fails: Every item is handled once

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
        workers = [group.create_task(consume(consumer)) for consumer in consumers]
        makers = [group.create_task(produce(producer)) for producer in producers]
        await asyncio.wait(makers)
        for worker in workers:
            worker.cancel()
    if failures:
        raise ExceptionGroup("run", failures)
