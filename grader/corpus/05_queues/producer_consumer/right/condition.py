# A class with a list and a condition instead of a queue; one is read ahead, and no more.

import asyncio


class Belt:
    def __init__(self):
        self.items, self.changed, self.over = [], asyncio.Condition(), False

    async def put(self, item):
        async with self.changed:
            await self.changed.wait_for(lambda: not self.items)
            self.items.append(item)
            self.changed.notify_all()

    async def close(self):
        async with self.changed:
            self.over = True
            self.changed.notify_all()

    def __aiter__(self):
        return self

    async def __anext__(self):
        async with self.changed:
            await self.changed.wait_for(lambda: self.items or self.over)
            if not self.items:
                raise StopAsyncIteration
            self.changed.notify_all()
            return self.items.pop()


async def process_all(source, consume, consumers):
    belt = Belt()

    async def work():
        async for item in belt:
            await consume(item)

    async def produce():
        async for item in source:
            await belt.put(item)
        await belt.close()

    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(produce())
            for _ in range(consumers):
                group.create_task(work())
    except BaseExceptionGroup as failed:
        raise failed.exceptions[0] from None
