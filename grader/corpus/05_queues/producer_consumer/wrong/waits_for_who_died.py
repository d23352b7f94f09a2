# join() waits for items that nobody will consume: their consumer has died.
# fails: A failure stops all, and reaches the caller as it is

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def work():
        while True:
            item = await queue.get()
            await consume(item)
            queue.task_done()

    workers = [asyncio.create_task(work()) for _ in range(consumers)]
    try:
        async for item in source:
            await queue.put(item)
        await queue.join()
    finally:
        for worker in workers:
            worker.cancel()
        results = await asyncio.gather(*workers, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
