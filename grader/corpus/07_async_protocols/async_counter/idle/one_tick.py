# Idle: it ticks once, and gives nothing.
class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    async def __aiter__(self):
        await self.tick()
        if False:
            yield
