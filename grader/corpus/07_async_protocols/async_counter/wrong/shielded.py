# The tick is shielded: cancelled, it runs on.
# fails: Cancelled, it stops, and passes the cancellation on

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
        if self.count >= self.stop:
            raise StopAsyncIteration
        await asyncio.shield(self.tick())
        self.count += 1
        return self.count
