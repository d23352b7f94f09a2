# StopIteration, as in an ordinary iterator: in a coroutine that is a RuntimeError.
# fails: It counts from 1 up to stop


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
            raise StopIteration
        await self.tick()
        self.count += 1
        return self.count
