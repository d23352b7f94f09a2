# A ticket for each item that is read and not yet done: twice as many as there are consumers, and one more.

import asyncio


async def process_all(source, consume, consumers):
    tickets, slots = asyncio.Semaphore(2 * consumers + 1), asyncio.Semaphore(consumers)
    items = aiter(source)

    async def run(item):
        async with slots:
            await consume(item)
        tickets.release()

    async def read():
        while True:
            await tickets.acquire()
            item = await anext(items, items)
            if item is items:
                break
            group.create_task(run(item))

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(read())
    except ExceptionGroup as failed:
        raise failed.exceptions[0] from None
