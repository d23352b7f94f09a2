# Items are dealt out in turns, and everybody waits for the slowest of each round.
# fails: Producers and consumers all work at the same time

import asyncio


async def run(queue, producers, consumers):
    failures = []

    async def produce(producer):
        try:
            await producer(queue)
        except Exception as failure:
            failures.append(failure)

    async def consume(consumer, item):
        try:
            await consumer(item)
        except Exception as failure:
            failures.append(failure)

    async def rounds():
        over = False
        while not over:
            batch = []
            for consumer in consumers:
                item = await queue.get()
                if item is None:
                    over = True
                    break
                batch.append(consume(consumer, item))
            await asyncio.gather(*batch)

    async with asyncio.TaskGroup() as group:
        group.create_task(rounds())
        makers = [group.create_task(produce(producer)) for producer in producers]
        await asyncio.wait(makers)
        await queue.put(None)
    if failures:
        raise ExceptionGroup("run", failures)
