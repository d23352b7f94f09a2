# The same from inside: one task of the group raises when all is done, and so ends the others.

import asyncio


class Over(Exception):
    pass


async def run(queue, producers, consumers):
    failures = []

    async def consume(consumer):
        while True:
            item = await queue.get()
            try:
                await consumer(item)
            except Exception as failure:
                failures.append(failure)
            finally:
                queue.task_done()

    async def end():
        results = await asyncio.gather(*(producer(queue) for producer in producers), return_exceptions=True)
        failures.extend(result for result in results if isinstance(result, Exception))
        await queue.join()
        raise Over

    try:
        async with asyncio.TaskGroup() as group:
            for consumer in consumers:
                group.create_task(consume(consumer))
            ending = group.create_task(end())
            await asyncio.wait([ending])
    except* Over:
        pass
    if failures:
        raise ExceptionGroup("run", failures)
