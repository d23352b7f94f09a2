# The first tick begins as soon as somebody asks for an iterator.
# fails: No tick runs ahead of the loop, or on without it

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable


class Count:
    def __init__(self, stop: int, tick: Callable[[], Awaitable[object]]) -> None:
        self.stop = stop
        self.tick = tick
        self.number = 0
        self.first = asyncio.ensure_future(tick()) if stop else None

    def __aiter__(self) -> "Count":
        return self

    async def __anext__(self) -> int:
        if self.number >= self.stop:
            raise StopAsyncIteration
        await (self.first or self.tick())
        self.first = None
        self.number += 1
        return self.number


class Countup:
    def __init__(self, stop: int, tick: Callable[[], Awaitable[object]]) -> None:
        self.stop = stop
        self.tick = tick

    def __aiter__(self) -> AsyncIterator[int]:
        return Count(self.stop, self.tick)
