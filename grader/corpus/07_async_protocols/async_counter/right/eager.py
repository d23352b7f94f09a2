# Each tick in a task that starts in place.
# python: 3.12

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
        await asyncio.Task(self.tick(), loop=asyncio.get_running_loop(), eager_start=True)
        self.count += 1
        return self.count
