# The failures are kept in the module: the next run raises them again.
# fails: Every failure is raised in the end
# kind: shared-between-calls

import asyncio

failures = []


async def run(queue, producers, consumers):
    async def attempt(function, argument):
        try:
            await function(argument)
        except Exception as failure:
            failures.append(failure)

    async def produce():
        async with asyncio.TaskGroup() as producing:
            for producer in producers:
                producing.create_task(attempt(producer, queue))
        for _ in consumers:
            await queue.put(None)

    async def consume(consumer):
        while (item := await queue.get()) is not None:
            await attempt(consumer, item)

    async with asyncio.TaskGroup() as group:
        group.create_task(produce())
        for consumer in consumers:
            group.create_task(consume(consumer))
    if failures:
        raise ExceptionGroup("some of the work failed", failures)
