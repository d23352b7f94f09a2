# It looks every twentieth of a second whether the tick is over.
# fails: Each number is given when its tick is over
# kind: polling
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
        ticking = asyncio.ensure_future(self.tick())
        try:
            while not ticking.done():
                await asyncio.sleep(0.05)
        finally:
            ticking.cancel()
            while not ticking.done():
                try:
                    await asyncio.wait([ticking])
                except asyncio.CancelledError:
                    pass
        ticking.result()
        self.count += 1
        return self.count
