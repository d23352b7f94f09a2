# __aiter__ is an ordinary function, and hands out a generator that is written beside the class.

async def numbers(stop, tick):
    count = 0
    while count < stop:
        await tick()
        count += 1
        yield count


class Countup:
    def __init__(self, stop, tick):
        self.make = lambda: numbers(stop, tick)

    def __aiter__(self):
        return self.make()
