# It gives no more than a hundred numbers.
# fails: It counts from 1 up to stop
# kind: own-number-limit
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
        if self.count >= min(self.stop, 100):
            raise StopAsyncIteration
        await self.tick()
        self.count += 1
        return self.count
