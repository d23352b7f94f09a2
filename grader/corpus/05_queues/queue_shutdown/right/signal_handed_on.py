# One signal is enough if each consumer hands it on; the last one to go takes it out again.

import asyncio

END = object()


async def run(queue, producers, consumers):
    failures = []

    async def attempt(awaitable):
        try:
            await awaitable
        except Exception as failure:
            failures.append(failure)

    async def consume(consumer):
        while (item := await queue.get()) is not END:
            await attempt(consumer(item))
        queue.put_nowait(END)  # there is room: it was just taken out

    async def produce():
        async with asyncio.TaskGroup() as group:
            for producer in producers:
                group.create_task(attempt(producer(queue)))
        await queue.put(END)

    async with asyncio.TaskGroup() as group:
        group.create_task(produce())
        for consumer in consumers:
            group.create_task(consume(consumer))
    assert queue.get_nowait() is END
    if failures:
        raise ExceptionGroup("failures", failures)
