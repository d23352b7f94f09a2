# The documented way to end a task group: when all is done, an exception of its own is raised in it, and caught around it.

import asyncio


class Over(Exception):
    pass


async def run(queue, producers, consumers):
    failures = []

    async def attempt(awaitable):
        try:
            await awaitable
        except Exception as failure:
            failures.append(failure)

    async def consume(consumer):
        while True:
            item = await queue.get()
            await attempt(consumer(item))
            queue.task_done()

    try:
        async with asyncio.TaskGroup() as group:
            for consumer in consumers:
                group.create_task(consume(consumer))
            await asyncio.wait([group.create_task(attempt(producer(queue))) for producer in producers])
            await queue.join()
            raise Over
    except* Over:
        pass
    if failures:
        raise ExceptionGroup("run", failures)
