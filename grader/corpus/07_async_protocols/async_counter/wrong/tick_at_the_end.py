# One tick too many: it ticks before it looks whether it is at the end.
# fails: Each number is given when its tick is over


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
        await self.tick()
        if self.count >= self.stop:
            raise StopAsyncIteration
        self.count += 1
        return self.count
