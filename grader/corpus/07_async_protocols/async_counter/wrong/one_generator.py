# One generator is made for all loops: it can be used once.
# fails: Each loop counts for itself

class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick
        self.numbers = self.count()

    async def count(self):
        for number in range(1, self.stop + 1):
            await self.tick()
            yield number

    def __aiter__(self):
        return self.numbers
