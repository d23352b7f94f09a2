# __anext__ is an ordinary function that returns an awaitable; the numbers come from an ordinary iterator.


class Countup:
    def __init__(self, stop, tick):
        self.numbers, self.tick = range(1, stop + 1), tick

    def __aiter__(self):
        return Steps(iter(self.numbers), self.tick)


class Steps:
    def __init__(self, numbers, tick):
        self.numbers, self.tick = numbers, tick

    def __aiter__(self):
        return self

    def __anext__(self):
        try:
            number = next(self.numbers)
        except StopIteration:
            return self.end()
        return self.step(number)

    async def end(self):
        raise StopAsyncIteration

    async def step(self, number):
        await self.tick()
        return number
