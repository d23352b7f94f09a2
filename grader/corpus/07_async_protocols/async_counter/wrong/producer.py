# A task ticks and fills a queue, whether somebody reads it or not, and runs on when the loop is left.
# fails: No tick runs ahead of the loop, or on without it

import asyncio


class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    def __aiter__(self):
        return Reader(self.stop, self.tick)


class Reader:
    def __init__(self, stop, tick):
        self.queue = asyncio.Queue()
        self.task = asyncio.create_task(self.produce(stop, tick))

    async def produce(self, stop, tick):
        try:
            for number in range(1, stop + 1):
                await tick()
                await self.queue.put(number)
        finally:
            self.queue.put_nowait(None)

    def __aiter__(self):
        return self

    async def __anext__(self):
        try:
            number = await self.queue.get()
        except asyncio.CancelledError:
            self.task.cancel()
            while not self.task.done():
                try:
                    await asyncio.wait([self.task])
                except asyncio.CancelledError:
                    pass
            raise
        if number is None:
            self.queue.put_nowait(None)
            await self.task
            raise StopAsyncIteration
        return number
