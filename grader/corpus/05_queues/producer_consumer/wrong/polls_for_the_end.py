# A consumer waits for an item for a tenth of a second at most, and then looks whether it is over: it ends late.
# fails: It ends as soon as all is done
# kind: polling

import asyncio


async def process_all(source, consume, consumers):
    ended = asyncio.Event()
    queue = asyncio.Queue(consumers)

    async def produce():
        async for item in source:
            await queue.put(item)
        ended.set()

    async def work():
        while not (ended.is_set() and queue.empty()):
            try:
                item = await asyncio.wait_for(queue.get(), 0.1)
            except TimeoutError:
                continue
            await consume(item)

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(produce())
            for _ in range(consumers):
                group.create_task(work())
    except BaseExceptionGroup as errors:
        raise errors.exceptions[0]
