# join() tells when every item is handled; the consumers, which know no end, are cancelled then.

import asyncio


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

    workers = [asyncio.create_task(consume(consumer)) for consumer in consumers]
    makers = [asyncio.create_task(producer(queue)) for producer in producers]
    try:
        await asyncio.wait(makers)
        failures += [failure for maker in makers if (failure := maker.exception())]
        await queue.join()
    finally:
        for task in workers + makers:
            task.cancel()
        await asyncio.gather(*workers, *makers, return_exceptions=True)
    if failures:
        raise ExceptionGroup(f"{len(failures)} failed", failures)
