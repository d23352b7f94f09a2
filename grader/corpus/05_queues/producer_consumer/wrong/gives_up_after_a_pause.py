# A pause is taken for the end of the source.
# fails: Every item is consumed once, the first first
# kind: own-time-limit

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
            try:
                while True:
                    async with asyncio.timeout(5):
                        await queue.put(await anext(source))
            except (StopAsyncIteration, TimeoutError):
                pass
            for _ in range(consumers):
                await queue.put(None)
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
