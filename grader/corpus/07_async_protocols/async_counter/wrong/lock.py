# A lock around the tick: loops at the same time wait for each other.
# fails: Each loop counts for itself

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable


class Countup:
    def __init__(self, stop: int, tick: Callable[[], Awaitable[object]]) -> None:
        self.stop = stop
        self.tick = tick
        self.lock = asyncio.Lock()

    async def __aiter__(self) -> AsyncIterator[int]:
        for number in range(1, self.stop + 1):
            async with self.lock:
                await self.tick()
            yield number
