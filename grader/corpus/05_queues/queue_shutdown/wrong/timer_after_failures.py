# A timer is taken back in the end, but not when something has failed.
# fails: Every failure is raised in the end
# kind: outlives-the-call

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

    timer = asyncio.get_running_loop().call_later(30 * 86400, asyncio.current_task().cancel)
    async with asyncio.TaskGroup() as group:
        for consumer in consumers:
            group.create_task(consume(consumer))
        makers = [group.create_task(produce(producer)) for producer in producers]
        await asyncio.wait(makers)
        for _ in consumers:
            await queue.put(None)
    if failures:
        raise ExceptionGroup("run", failures)
    timer.cancel()
