# The documented way to end a task group: when all is done, an exception of its own is raised in it, and caught around it.

import asyncio


class Done(Exception):
    pass


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(consumers)
    failed = None

    async def work():
        while True:
            item = await queue.get()
            await consume(item)
            queue.task_done()

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(consumers):
                group.create_task(work())
            async for item in source:
                await queue.put(item)
            await queue.join()
            raise Done
    except* Done:
        pass
    except* Exception as group:
        failed = group.exceptions[0]
    if failed:
        raise failed
