# No more than ten ticks at the same time; other loops wait.
# fails: Each loop counts for itself
# kind: own-number-limit
import asyncio


class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick
        self.slots = asyncio.Semaphore(10)

    async def __aiter__(self):
        for number in range(1, self.stop + 1):
            async with self.slots:
                await self.tick()
            yield number
