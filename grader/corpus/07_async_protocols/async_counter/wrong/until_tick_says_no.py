# It goes on for as long as tick returns something that is true.
# fails: It counts from 1 up to stop
# kind: odd-values
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
        if not await self.tick():
            raise StopAsyncIteration
        self.count += 1
        return self.count
