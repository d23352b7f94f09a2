# A semaphore of slots: whoever reads waits for a slot with one item in its hand, then gives that item a task of its own.

import asyncio


async def process_all(source, consume, consumers):
    slots = asyncio.Semaphore(consumers)

    async def run(item):
        try:
            await consume(item)
        finally:
            slots.release()

    async def read():
        async for item in source:
            await slots.acquire()
            group.create_task(run(item))

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(read())
    except* Exception as failed:
        first = failed.exceptions[0]
    else:
        return
    raise first
