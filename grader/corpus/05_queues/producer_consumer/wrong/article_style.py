# One None for all consumers, a queue without a size, and gather: the usual example, with a source.
# fails: It ends as soon as all is done

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue()

    async def produce():
        async for item in source:
            await queue.put(item)
        await queue.put(None)

    async def work():
        while True:
            item = await queue.get()
            if item is None:
                queue.task_done()
                break
            await consume(item)
            queue.task_done()

    await asyncio.gather(produce(), *(work() for _ in range(consumers)))
