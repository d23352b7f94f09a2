# One count for each task: two loops in one task, the one inside the other, share it.
# fails: Each loop counts for itself

import asyncio


class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick
        self.counts = {}

    def __aiter__(self):
        self.counts[asyncio.current_task()] = 0
        return self

    async def __anext__(self):
        me = asyncio.current_task()
        if self.counts[me] >= self.stop:
            raise StopAsyncIteration
        await self.tick()
        self.counts[me] += 1
        return self.counts[me]
