# The tick runs in a task, which is cancelled, but not awaited: it is still cleaning up.
# fails: Cancelled, it stops, and passes the cancellation on

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
        ticking = asyncio.ensure_future(self.tick())
        try:
            await asyncio.wait([ticking])
        except asyncio.CancelledError:
            ticking.cancel()
            raise
        ticking.result()
        self.number += 1
        return self.number


class Countup:
    def __init__(self, stop: int, tick: Callable[[], Awaitable[object]]) -> None:
        self.stop = stop
        self.tick = tick

    def __aiter__(self) -> AsyncIterator[int]:
        return Count(self.stop, self.tick)
