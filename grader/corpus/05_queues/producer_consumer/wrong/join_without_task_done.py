# join() waits for task_done(), and nobody calls it.
# fails: It ends as soon as all is done

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def work():
        while True:
            await consume(await queue.get())

    try:
        async with asyncio.TaskGroup() as group:
            workers = [group.create_task(work()) for _ in range(consumers)]
            async for item in source:
                await queue.put(item)
            await queue.join()
            for worker in workers:
                worker.cancel()
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
