# __aiter__ sets the one count back: one loop after the other works, two at a time do not.
# fails: Each loop counts for itself


class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    def __aiter__(self):
        self.count = 0
        return self

    async def __anext__(self):
        if self.count >= self.stop:
            raise StopAsyncIteration
        await self.tick()
        self.count += 1
        return self.count
