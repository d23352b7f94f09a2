# __anext__ is an ordinary function that returns the number itself.
# fails: It counts from 1 up to stop

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

    def __anext__(self):
        if self.count >= self.stop:
            raise StopAsyncIteration
        self.tick()
        self.count += 1
        return self.count
