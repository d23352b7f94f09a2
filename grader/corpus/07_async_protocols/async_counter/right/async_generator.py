# __aiter__ is an async generator: each call of it is a new one.


class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    async def __aiter__(self):
        for number in range(1, self.stop + 1):
            await self.tick()
            yield number
