# The article's own: the object is its own iterator, so all loops share one count.
# fails: Each loop counts for itself
# kind: shared-between-calls


class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick
        self.count = 0

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.count >= self.stop:
            raise StopAsyncIteration
        await self.tick()
        self.count += 1
        return self.count
