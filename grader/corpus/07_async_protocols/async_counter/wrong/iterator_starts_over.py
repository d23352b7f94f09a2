# A loop over the iterator begins at 1 again.
# fails: An iterator goes on where it is, and stays at its end


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
        return Count(self.stop, self.tick)

    async def __anext__(self):
        if self.count >= self.stop:
            raise StopAsyncIteration
        await self.tick()
        self.count += 1
        return self.count
