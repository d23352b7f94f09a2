# collections.abc brings the rest of the protocol; the numbers come from a range.

from collections.abc import AsyncIterable, AsyncIterator


class Countup(AsyncIterable):
    def __init__(self, stop, tick):
        self._numbers = range(1, stop + 1)
        self._tick = tick

    def __aiter__(self):
        return Pace(iter(self._numbers), self._tick)


class Pace(AsyncIterator):
    def __init__(self, numbers, tick):
        self._numbers, self._tick = numbers, tick

    async def __anext__(self):
        for number in self._numbers:
            await self._tick()
            return number
        raise StopAsyncIteration
