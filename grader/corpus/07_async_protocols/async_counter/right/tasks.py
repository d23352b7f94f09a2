# Each tick in a task of its own, which is awaited until it has cleaned up.

import asyncio


class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    def __aiter__(self):
        return Count(self.stop, self.tick)


class Count:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick
        self.count = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.count == self.stop:
            raise StopAsyncIteration
        self.count += 1
        task = asyncio.create_task(self.tick())
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            task.cancel()
            while not task.done():
                try:
                    await asyncio.wait([task])
                except asyncio.CancelledError:
                    pass
            raise
        task.result()
        return self.count
