# All ticks are over before the first number is given.
# fails: No tick runs ahead of the loop, or on without it

class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    async def __aiter__(self):
        for _ in range(self.stop):
            await self.tick()
        for number in range(1, self.stop + 1):
            yield number
