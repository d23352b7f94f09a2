# Asks again and again whether there is an item, and never waits for one: no time can pass.
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
        while not all(maker.done() for maker in makers) or not queue.empty():
            if queue.empty():
                await asyncio.sleep(0)
                continue
            item = queue.get_nowait()
            try:
                await consumer(item)
            except Exception as failure:
                failures.append(failure)

    async with asyncio.TaskGroup() as group:
        makers = [group.create_task(produce(producer)) for producer in producers]
        for consumer in consumers:
            group.create_task(consume(consumer))
    if failures:
        raise ExceptionGroup("run", failures)
