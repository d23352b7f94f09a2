"""A counter that takes its time: the reference."""

from collections.abc import AsyncIterator, Awaitable, Callable


class Countup:
    """The numbers from 1 to `stop`, each after a tick, for as many loops as you like."""

    def __init__(self, stop: int, tick: Callable[[], Awaitable[object]]) -> None:
        self.stop = stop
        self.tick = tick

    def __aiter__(self) -> AsyncIterator[int]:
        return _Count(self)  # a new one for each loop. (An async generator would do too, but a break leaves it for the event loop to close)


class _Count(AsyncIterator[int]):
    """One count: it alone remembers how far it has come. `AsyncIterator` brings the `__aiter__` that returns itself."""

    def __init__(self, countup: Countup) -> None:
        self.countup = countup
        self.given = 0

    async def __anext__(self) -> int:
        if self.given >= self.countup.stop:
            raise StopAsyncIteration
        await self.countup.tick()
        self.given += 1  # only now: a number whose tick failed or was cancelled has not been given
        return self.given
