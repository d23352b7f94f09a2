# What tick returns is raised, where it is an exception object.
# fails: It counts from 1 up to stop
# kind: odd-values
import asyncio


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
        [answer] = await asyncio.gather(self.tick(), return_exceptions=True)
        if isinstance(answer, Exception):
            raise answer
        self.count += 1
        return self.count
