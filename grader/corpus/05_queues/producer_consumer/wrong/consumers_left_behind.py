# When all is done it returns, and its consumers wait for items for ever.
# fails: Cancelled, it stops everything and passes that on

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)
    failed = asyncio.get_running_loop().create_future()

    async def work():
        while True:
            item = await queue.get()
            try:
                await consume(item)
            except Exception as failure:
                failed.set_exception(failure)
            queue.task_done()

    async def produce():
        async for item in source:
            await queue.put(item)
        await queue.join()

    workers = [asyncio.create_task(work()) for _ in range(consumers)]
    producing = asyncio.create_task(produce())
    await asyncio.wait([producing, failed], return_when=asyncio.FIRST_COMPLETED)
    if failed.done():
        for task in [producing, *workers]:
            task.cancel()
        await asyncio.gather(producing, *workers, return_exceptions=True)
        failed.result()
    producing.result()
