"""A counter that takes its time.

`async for number in Countup(stop, tick):` counts from 1 up to and including `stop`, at the pace of `tick`, an async
function without parameters: each number is given when one call of `tick()`, awaited to its end, is over.

- A tick begins only when its number is asked for, not ahead of time, and there is no tick without a number: at the end
  there is none. `stop` may be 0: then there are no numbers, and no ticks.
- The object can be used again and again. Each `async for` over it counts from 1, for itself, with ticks of its own, and
  waits for no other: one after the other, one inside the other, and several tasks at the same time.
- `aiter(countup)` gives an asynchronous iterator, for one such count. `await anext(iterator)` gives its next number. An
  `async for` over the iterator itself goes on from there. When it has come to its end it stays there: however often it is
  asked, it raises `StopAsyncIteration`, and never ticks again.
- If `tick` fails, its exception reaches whoever asked for the number, as it is. A cancellation stops the tick, and
  `CancelledError` reaches the caller. (What the iterator does if it is asked again after that, is up to you.)
- Whoever has left the loop, by `break` or otherwise, hears nothing more of it: no tick goes on, no task waits.
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
