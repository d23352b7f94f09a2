# __aiter__ is an async function without a `yield`: nobody awaits it.
# fails: It counts from 1 up to stop

from collections.abc import AsyncIterator, Awaitable, Callable


class Countup:
    def __init__(self, stop: int, tick: Callable[[], Awaitable[object]]) -> None:
        self.stop = stop
        self.tick = tick

    async def __aiter__(self) -> AsyncIterator[int]:
        return self.count()

    async def count(self) -> AsyncIterator[int]:
        for number in range(1, self.stop + 1):
            await self.tick()
            yield number
