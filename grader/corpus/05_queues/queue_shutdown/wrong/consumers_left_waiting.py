# Everything is handled, and it returns; the consumers wait on for items that never come.
# fails: It ends as soon as all is done

import asyncio


async def run(queue, producers, consumers):
    failures = []

    async def produce(producer):
        try:
            await producer(queue)
        except Exception as failure:
            failures.append(failure)

    async def consume(consumer):
        while True:
            item = await queue.get()
            try:
                await consumer(item)
            except Exception as failure:
                failures.append(failure)
            finally:
                queue.task_done()

    workers = [asyncio.create_task(consume(consumer)) for consumer in consumers]
    async with asyncio.TaskGroup() as producing:
        for producer in producers:
            producing.create_task(produce(producer))
    await queue.join()
    if failures:
        raise ExceptionGroup("run", failures)
