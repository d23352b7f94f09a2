# Everything by hand: an iterator whose __anext__ gives an object with an __await__ of its own.


class Countup:
    def __init__(self, stop, tick):
        self.stop = stop
        self.tick = tick

    def __aiter__(self):
        count = 0
        outer = self

        class Next:
            def __await__(self):
                nonlocal count
                if count >= outer.stop:
                    raise StopAsyncIteration
                yield from outer.tick().__await__()
                count += 1
                return count

        class Iterator:
            def __aiter__(self):
                return self

            def __anext__(self):
                return Next()

        return Iterator()
