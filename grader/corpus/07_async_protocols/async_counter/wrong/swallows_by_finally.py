# A return in `finally` throws away whatever was raised.
# fails: Cancelled, it stops, and passes the cancellation on

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
        try:
            await self.tick()
        finally:
            self.count += 1
            return self.count
