# join() waits for task_done(), and nobody calls it.
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

    async with asyncio.TaskGroup() as group:
        workers = [group.create_task(consume(consumer)) for consumer in consumers]
        makers = [group.create_task(produce(producer)) for producer in producers]
        await asyncio.wait(makers)
        await queue.join()
        for worker in workers:
            worker.cancel()
    if failures:
        raise ExceptionGroup("run", failures)
