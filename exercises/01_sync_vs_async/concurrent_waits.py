"""Wait for many things at once.

`brew` is an async function: `await brew(order)` takes its time, and gives a drink. The program below brews one drink after the
other. But all that time it only waits, and it can wait for all of them at once.

- Brew all orders at the same time, however many there are: together they take as long as the slowest one.
- Return a list of the drinks, in the order of `orders`.
- Brew each entry once, also when the same drink is ordered twice. There may be no orders at all.
- If an order fails, the others are cancelled at once. The exception reaches the caller: as it is, or in an `ExceptionGroup`.
- If `brew_all` is cancelled, all brewing is cancelled at once.
- A cancelled `brew` may take a while to clean up the machine. `brew_all` ends after that, not before.
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
