# It passes on the failures that it knows; others end the loop.
# fails: A failure of tick reaches the reader as it is
# kind: failure-types
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
        try:
            await self.tick()
        except (OSError, ValueError):
            raise
        except Exception:
            raise StopAsyncIteration from None
        self.count += 1
        return self.count
