"""Wait for many things at once.

`brew` is an async function: `await brew(order)` takes its time, and gives the finished drink. Brew every entry of `orders`, and
return a list of the drinks in the order of `orders`. The program below does that, one drink after the other: four drinks that take
1 s each take 4 s. But all that time it only waits, and it can wait for all of them at once.

- All orders are being brewed at the same time, however many they are: together they take as long as the slowest one.
- Every entry is an order of its own, also when the same drink is ordered twice. Brew each of them once. There may be none at all.
- Never block the event loop: whatever else runs in it goes on while the drinks are made.
- If an order fails, brewing the others is cancelled at once, and the exception reaches the caller: as it is, or in an
  `ExceptionGroup`; both will do.
- If `brew_all` is cancelled, all brewing is cancelled at once, and `CancelledError` reaches the caller.
- However `brew_all` ends, nothing of it is at work any more by then. A cancelled `brew` may take a while to clean up the machine:
  `brew_all` ends after that, not before.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Brew = Callable[[str], Coroutine[Any, Any, Any]]


async def brew_all(brew: Brew, orders: Sequence[str]) -> list[Any]:
    """Brew all orders at the same time; return the drinks in the order of `orders`."""
    # TODO: this waits for one drink after the other. Wait for all of them at once.
    drinks = []
    for order in orders:
        drink = await brew(order)
        drinks.append(drink)
    return drinks


async def demo() -> None:
    """Watch it: how long do four drinks take?"""
    seconds = {"mocha": 3, "espresso": 1, "latte": 2}

    async def brew(order: str) -> str:
        print(f"{order} ...")
        await asyncio.sleep(seconds[order])
        print(f"{order} is ready")
        return f"a cup of {order}"

    start = time.perf_counter()
    print(await brew_all(brew, ["mocha", "espresso", "latte", "espresso"]))
    print(f"{time.perf_counter() - start:.1f} s (one after the other: 7 s, all at once: 3 s)")


if __name__ == "__main__":
    asyncio.run(demo())
