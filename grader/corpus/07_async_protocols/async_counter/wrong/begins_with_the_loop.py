# The first tick begins as soon as a loop asks for an iterator, also where there will be no number.
# fails: Each number is given when its tick is over

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
        self.first = asyncio.create_task(tick())

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.count >= self.stop:
            raise StopAsyncIteration
        await (self.tick() if self.count else self.first)
        self.count += 1
        return self.count
