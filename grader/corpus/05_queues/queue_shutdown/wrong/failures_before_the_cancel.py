# Cancelled, it cleans up well, and then raises what has failed before, in place of CancelledError.
# fails: Cancelled after a failure, all stop, too
# kind: cancel-meets-failure

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

    workers = [asyncio.create_task(consume(consumer)) for consumer in consumers]
    makers = [asyncio.create_task(produce(producer)) for producer in producers]
    cancelled = None
    try:
        await asyncio.wait(makers)
        for _ in consumers:
            await queue.put(None)
        await asyncio.wait(workers)
    except asyncio.CancelledError as error:
        cancelled = error
        for task in makers + workers:
            task.cancel()
        await asyncio.gather(*makers, *workers, return_exceptions=True)
    if failures:
        raise ExceptionGroup("run", failures)
    if cancelled:
        raise cancelled
