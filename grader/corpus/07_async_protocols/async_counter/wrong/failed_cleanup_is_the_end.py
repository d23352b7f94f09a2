# Cancelled, it waits for its tick to clean up; if that fails then, the loop just ends.
# fails: Cancelled, it stops, and passes the cancellation on
# kind: cancel-meets-failure
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
            await asyncio.wait([ticking])
        except asyncio.CancelledError:
            ticking.cancel()
            while not ticking.done():
                try:
                    await asyncio.wait([ticking])
                except asyncio.CancelledError:
                    pass
            if not ticking.cancelled() and ticking.exception():
                raise StopAsyncIteration from None
            raise
        ticking.result()
        self.count += 1
        return self.count
