# tick is called, but never awaited: the numbers come at once.
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
        if self.count >= self.stop:
            raise StopAsyncIteration
        self.tick()
        self.count += 1
        return self.count
