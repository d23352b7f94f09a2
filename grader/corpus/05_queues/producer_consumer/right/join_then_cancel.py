# join() tells when all is done, and the consumers, who know no end, are cancelled then. Tasks made by hand.

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(consumers)

    async def work():
        while True:
            item = await queue.get()
            await consume(item)
            queue.task_done()

    async def produce():
        async for item in source:
            await queue.put(item)
        await queue.join()

    producing = asyncio.create_task(produce())
    tasks = [producing, *(asyncio.create_task(work()) for _ in range(consumers))]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
