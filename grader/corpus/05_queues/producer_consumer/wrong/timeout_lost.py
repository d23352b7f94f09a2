# A timeout around get() catches a TimeoutError of consume, too: the failure is taken for a pause.
# fails: A failure stops all, and reaches the caller as it is
# kind: failure-types

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(consumers)

    async def produce():
        async for item in source:
            await queue.put(item)
        await queue.join()
        for _ in range(consumers):
            await queue.put(None)

    async def work():
        while True:
            try:
                async with asyncio.timeout(60):
                    item = await queue.get()
                if item is None:
                    return
                await consume(item)
            except TimeoutError:
                continue
            queue.task_done()

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(produce())
            for _ in range(consumers):
                group.create_task(work())
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0]
