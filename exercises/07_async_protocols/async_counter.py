"""A counter that takes its time.

`async for number in Countup(stop, tick):` gives the numbers from 1 up to and including `stop`. If `stop` is 0, there are none.

- Each number takes one call of `tick()`, an async function. The number is given when that call is over.
- A tick begins only when its number is asked for. At the end there is no further tick.
- An object can be looped over again and again. Each loop counts from 1, for itself, with ticks of its own.
- Loops may be one inside the other, or in many tasks at the same time. None waits for another.
- `aiter(countup)` gives an iterator for one count, and `await anext(iterator)` its next number. `async for` over the iterator
  goes on from there.
- An iterator stays at its end: whenever it is asked again, it raises `StopAsyncIteration`, without a tick.
- A failure of `tick` reaches whoever asked for the number, as it is. So does a cancellation, when the tick has stopped.
  (What the iterator does after that is open.)
- Whoever leaves a loop early leaves no tick and no task behind.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable


class Countup:
    """The numbers from 1 to `stop`, each after a tick, for as many loops as you like."""

    def __init__(self, stop: int, tick: Callable[[], Awaitable[object]]) -> None:
        self.stop = stop
        self.tick = tick

    def __aiter__(self) -> AsyncIterator[int]:
        # TODO: something that has the next number whenever it is asked. Who remembers how far a loop has come?
        raise NotImplementedError


async def demo() -> None:
    """Watch it: two loops over the same object at the same time; one of them has had enough after 3."""

    async def tick() -> None:
        await asyncio.sleep(0.5)

    numbers = Countup(5, tick)

    async def patient() -> None:
        async for number in numbers:
            print(f"patient: {number}")
        print("patient: that was all")

    async def hasty() -> None:
        await asyncio.sleep(0.25)
        async for number in numbers:
            print(f"          hasty: {number}")
            if number == 3:
                break

    async with asyncio.TaskGroup() as group:
        group.create_task(patient())
        group.create_task(hasty())


if __name__ == "__main__":
    asyncio.run(demo())
