# Looks every now and then whether the producers are done: the end is seen late.
# fails: It ends as soon as all is done
# kind: polling

import asyncio


async def run(queue, producers, consumers):
    failures = []

    async def produce(producer):
        try:
            await producer(queue)
        except Exception as failure:
            failures.append(failure)

    async def consume(consumer):
        while not (all(maker.done() for maker in makers) and queue.empty()):
            try:
                async with asyncio.timeout(0.7):
                    item = await queue.get()
            except TimeoutError:
                continue
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
