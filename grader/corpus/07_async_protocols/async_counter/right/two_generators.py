# A generator of ticks inside a generator of numbers.

from contextlib import aclosing


class Countup:
    def __init__(self, stop, tick):
        self.stop, self.tick = stop, tick

    async def _ticks(self):
        for _ in range(self.stop):
            yield await self.tick()

    async def __aiter__(self):
        number = 0
        async with aclosing(self._ticks()) as ticks:
            async for _ in ticks:
                number += 1
                yield number
