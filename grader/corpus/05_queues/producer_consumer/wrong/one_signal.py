# One end signal, however many consumers there are.
# fails: It ends as soon as all is done

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(consumers):
                group.create_task(work())
            async for item in source:
                await queue.put(item)
            await queue.put(None)
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
