# A tick that gives False ends the count.
# fails: It counts from 1 up to stop
# kind: odd-values

from collections.abc import AsyncIterator, Awaitable, Callable

class _Count:
    def __init__(self, stop: int, tick: Callable[[], Awaitable[object]]) -> None:
        self.stop = stop
        self.tick = tick
        self.number = 0

    def __aiter__(self) -> "_Count":
        return self

    async def __anext__(self) -> int:
        if self.number >= self.stop or await self.tick() is False:
            raise StopAsyncIteration
        self.number += 1
        return self.number


class Countup:
    """The numbers from 1 to `stop`, each after a tick, for as many loops as you like."""

    def __init__(self, stop: int, tick: Callable[[], Awaitable[object]]) -> None:
        self.stop = stop
        self.tick = tick

    def __aiter__(self) -> AsyncIterator[int]:
        return _Count(self.stop, self.tick)
