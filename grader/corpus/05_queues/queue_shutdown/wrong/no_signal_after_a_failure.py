# A producer that fails is never counted as done: nobody sends the end signals, and it hangs.
# fails: Every failure is raised in the end

import asyncio


async def run(queue, producers, consumers):
    failures = []
    done = 0

    async def produce(producer):
        nonlocal done
        try:
            await producer(queue)
            done += 1
            if done == len(producers):
                for _ in consumers:
                    await queue.put(None)
        except Exception as failure:
            failures.append(failure)

    async def consume(consumer):
        while (item := await queue.get()) is not None:
            try:
                await consumer(item)
            except Exception as failure:
                failures.append(failure)

    async with asyncio.TaskGroup() as group:
        for consumer in consumers:
            group.create_task(consume(consumer))
        for producer in producers:
            group.create_task(produce(producer))
    if failures:
        raise ExceptionGroup("run", failures)
