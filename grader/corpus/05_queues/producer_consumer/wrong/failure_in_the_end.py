# All the rest is done first; the failure is raised in the end.
# fails: A failure stops everything else

import asyncio


async def process_all(source, consume, consumers):
    failures = []
    queue = asyncio.Queue(maxsize=consumers)

    async def work():
        while (item := await queue.get()) is not None:
            try:
                await consume(item)
            except Exception as failure:
                failures.append(failure)

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(consumers):
                group.create_task(work())
            try:
                async for item in source:
                    await queue.put(item)
            except Exception as failure:
                failures.append(failure)
            for _ in range(consumers):
                await queue.put(None)
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
    if failures:
        raise failures[0]
