# A priority of its own: the end signals overtake the items that wait.
# fails: Every item is consumed once, the first first

import asyncio


async def process_all(source, consume, consumers):
    queue = asyncio.Queue(maxsize=consumers)
    over = asyncio.Event()

    async def work():
        while not over.is_set():
            getting, ending = asyncio.ensure_future(queue.get()), asyncio.ensure_future(over.wait())
            try:
                await asyncio.wait([getting, ending], return_when=asyncio.FIRST_COMPLETED)
            finally:
                getting.cancel()
                ending.cancel()
                await asyncio.gather(getting, ending, return_exceptions=True)
            if not getting.cancelled():
                await consume(getting.result())

    try:
        async with asyncio.TaskGroup() as group:
            for _ in range(consumers):
                group.create_task(work())
            async for item in source:
                await queue.put(item)
            over.set()
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
