# Two groups: one of the producers' failures, one of the consumers', in a third.

import asyncio
import contextlib


async def run(queue, producers, consumers):
    failed = {"producers": [], "consumers": []}

    @contextlib.contextmanager
    def noting(who):
        try:
            yield
        except Exception as failure:
            failed[who].append(failure)

    async def produce(producer):
        with noting("producers"):
            await producer(queue)

    async def consume(consumer):
        for item in iter(lambda: None, 0):
            item = await queue.get()
            if item is None:
                return
            with noting("consumers"):
                await consumer(item)

    async with asyncio.TaskGroup() as group:
        makers = [group.create_task(produce(producer)) for producer in producers]
        for consumer in consumers:
            group.create_task(consume(consumer))
        if makers:
            await asyncio.wait(makers)
        for _ in consumers:
            await queue.put(None)
    groups = [ExceptionGroup(who, failures) for who, failures in failed.items() if failures]
    if groups:
        raise ExceptionGroup("run", groups)
