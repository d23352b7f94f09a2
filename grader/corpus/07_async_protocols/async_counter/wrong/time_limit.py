# A tick gets ten seconds: a slower one is an error.
# fails: Each number is given when its tick is over
# kind: own-time-limit

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable


class Count:
    def __init__(self, stop: int, tick: Callable[[], Awaitable[object]]) -> None:
        self.stop = stop
        self.tick = tick
        self.number = 0

    def __aiter__(self) -> "Count":
        return self

    async def __anext__(self) -> int:
        if self.number >= self.stop:
            raise StopAsyncIteration
        await asyncio.wait_for(self.tick(), 10)
        self.number += 1
        return self.number


class Countup:
    def __init__(self, stop: int, tick: Callable[[], Awaitable[object]]) -> None:
        self.stop = stop
        self.tick = tick

    def __aiter__(self) -> AsyncIterator[int]:
        return Count(self.stop, self.tick)
