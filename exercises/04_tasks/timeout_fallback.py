"""A fresh price in time, or else the cached one.

`fetch_price` is an async function without parameters. Call it at once, and only once.

- It gives a price before the deadline: return that price the moment it is there. 0 is a price, too, and so is None.
- It fails before the deadline: its exception leaves `quote` as it is. That may be a TimeoutError of its own.
- The deadline comes, `deadline` seconds after `quote` was called: cancel the fetch, wait until it has cleaned up, and
  return `cached`. A fetch that was cancelled gives no price any more. If it fails as it cleans up, you may raise that instead.
- The fetch is over in the very moment of the deadline: you may take that as in time, or as too late.
- A deadline of 0 is one, too: it comes at once. Whether you call `fetch_price` at all then is up to you.
- `quote` is cancelled: that is no timeout. CancelledError reaches the caller, also in the moment of the deadline.
- Afterwards the caller is not disturbed: no timer of yours cancels it, and its own timeouts still work.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any


async def quote(fetch_price: Callable[[], Awaitable[Any]], cached: Any, deadline: float) -> Any:
    """Return the price that `fetch_price` gives within `deadline` seconds, else `cached`."""
    # TODO: wait for the fresh price, but no longer than until the deadline.
    raise NotImplementedError


async def demo() -> None:
    """Watch it: a fetch of two seconds, with time enough, and with too little; and one that gives up by itself."""

    async def fetch_price() -> float:
        print("  fetching …")
        try:
            await asyncio.sleep(2)
        except asyncio.CancelledError:
            print("  the fetch was cancelled, and hangs up …")
            await asyncio.sleep(0.5)
            print("  it has hung up")
            raise
        return 42.0

    async def broken() -> float:
        await asyncio.sleep(0.5)
        raise TimeoutError("the exchange did not answer")

    for deadline in (3, 1):
        print(f"a deadline of {deadline} s:")
        print(f"  the price is {await quote(fetch_price, 41.5, deadline)}")
    print("a fetch that fails in time:")
    try:
        print(f"  the price is {await quote(broken, 41.5, deadline=3)}: but that fetch had failed!")
    except TimeoutError as error:
        print(f"  it failed: {error}")


if __name__ == "__main__":
    asyncio.run(demo())
