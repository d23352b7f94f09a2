# Only the first tick runs on when it is cancelled.
# fails: Cancelled, it stops, and passes the cancellation on
# kind: cancel-on-an-unplayed-path
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
        if self.count == 0:
            await asyncio.shield(self.tick())
        else:
            await self.tick()
        self.count += 1
        return self.count
