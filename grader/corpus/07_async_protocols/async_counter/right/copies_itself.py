# The iterator is another object of the same class, that has begun.


class Countup:
    def __init__(self, stop, tick, last=0):
        self.stop, self.tick, self.last = stop, tick, last
        self.begun = False

    def __aiter__(self):
        if self.begun:
            return self
        twin = Countup(self.stop, self.tick)
        twin.begun = True
        return twin

    async def __anext__(self):
        if self.last >= self.stop:
            raise StopAsyncIteration
        await self.tick()
        self.last += 1
        return self.last
