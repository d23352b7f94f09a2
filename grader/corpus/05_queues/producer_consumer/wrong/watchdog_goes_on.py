# A timer that is to stop it after a month is never taken back: it cancels the caller, later.
# fails: It ends as soon as all is done
# kind: outlives-the-call

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)

    async def read():
        async for item in source:
            await queue.put(item)
        for _ in range(consumers):
            await queue.put(None)

    async def work():
        while (item := await queue.get()) is not None:
            await consume(item)

    asyncio.get_running_loop().call_later(30 * 86400, asyncio.current_task().cancel)
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(read())
            for _ in range(consumers):
                group.create_task(work())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
