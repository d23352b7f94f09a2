# Off by one: stop itself is missing.
# fails: It counts from 1 up to stop


class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    async def __aiter__(self):
        for number in range(1, self.stop):
            await self.tick()
            yield number
