# The numbers are popped from a list, and at the end the list is filled again.
# fails: An iterator goes on where it is, and stays at its end


class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    def __aiter__(self):
        return Count(self)


class Count:
    def __init__(self, of):
        self.of, self.left = of, list(range(of.stop, 0, -1))

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.left:
            self.left = list(range(self.of.stop, 0, -1))
            raise StopAsyncIteration
        await self.of.tick()
        return self.left.pop()
