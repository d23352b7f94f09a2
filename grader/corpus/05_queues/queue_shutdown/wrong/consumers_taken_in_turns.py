# As many items at once as there are consumers, but which consumer is given the next one goes by turns, whether it is free or not.
# fails: Producers and consumers all work at the same time

import asyncio
import itertools


async def run(queue, producers, consumers):
    failures = []
    turns = itertools.cycle(consumers)

    async def attempt(awaitable):
        try:
            await awaitable
        except Exception as failure:
            failures.append(failure)

    async def work():
        while (item := await queue.get()) is not None:
            await attempt(next(turns)(item))

    async with asyncio.TaskGroup() as group:
        for _ in consumers:
            group.create_task(work())
        async with asyncio.TaskGroup() as producing:
            for producer in producers:
                producing.create_task(attempt(producer(queue)))
        for _ in consumers:
            await queue.put(None)
    if failures:
        raise ExceptionGroup("run", failures)
