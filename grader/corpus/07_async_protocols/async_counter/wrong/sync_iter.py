# __iter__ and __next__: that is for `for`, not for `async for`.
# fails: It counts from 1 up to stop

from collections.abc import AsyncIterator, Awaitable, Callable


class Countup:
    def __init__(self, stop: int, tick: Callable[[], Awaitable[object]]) -> None:
        self.stop = stop
        self.tick = tick

    def __iter__(self) -> "Countup":
        self.number = 0
        return self

    async def __next__(self) -> int:
        if self.number >= self.stop:
            raise StopIteration
        await self.tick()
        self.number += 1
        return self.number
