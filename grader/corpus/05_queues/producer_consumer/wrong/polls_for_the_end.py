# A consumer waits for an item for a second at most, and then looks whether it is over: it ends late.
# fails: It ends as soon as all is done

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)
    over = False

    async def work():
        while not (over and queue.empty()):
            try:
                async with asyncio.timeout(1):
                    item = await queue.get()
            except TimeoutError:
                continue
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(consumers):
                group.create_task(work())
            async for item in source:
                await queue.put(item)
            over = True
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
