# task_done() is skipped when the consumer raises, and join() waits for ever.
# fails: Every failure is raised in the end

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
                queue.task_done()
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
