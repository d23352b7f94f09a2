# A new iterator for each loop, but the count is kept in its class.
# fails: Each loop counts for itself

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
        Count.count = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if Count.count >= self.stop:
            raise StopAsyncIteration
        await self.tick()
        Count.count += 1
        return Count.count
