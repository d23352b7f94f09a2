# A generator expression with an await in it, and nothing else.

from collections.abc import AsyncIterator, Awaitable, Callable


class Countup:
    def __init__(self, stop: int, tick: Callable[[], Awaitable[object]]) -> None:
        self.stop = stop
        self.tick = tick

    def __aiter__(self) -> AsyncIterator[int]:
        return ((await self.tick(), number)[1] for number in range(1, self.stop + 1))
