# It remembers how far it has ticked: a second loop gets its numbers without ticks.
# fails: Each loop counts for itself

from collections.abc import AsyncIterator, Awaitable, Callable


class Countup:
    def __init__(self, stop: int, tick: Callable[[], Awaitable[object]]) -> None:
        self.stop = stop
        self.tick = tick
        self.ticked = 0

    async def __aiter__(self) -> AsyncIterator[int]:
        for number in range(1, self.stop + 1):
            if number > self.ticked:
                await self.tick()
                self.ticked = number
            yield number
