"""A fresh price in time, or else the cached one.

`fetch_price` is an async function without parameters. Call it at once, only once, and return its price the moment it is
there. If it is not there `deadline` seconds after `quote` was called, give up: cancel the fetch, wait until it has cleaned
up (that may take time of its own), and return `cached`.

- A price may be 0.
- `deadline` may be 0: then there is no time to wait for anything, and the answer is `cached`, in no time. (Whether
  `fetch_price` is called at all then, is up to you.)
- `fetch_price` may fail before the deadline. Then its exception leaves `quote` as it is, also where that is a
  TimeoutError of the fetch's own. Only your deadline leads to `cached`.
- When `quote` is cancelled, that is no timeout: CancelledError reaches the caller. Always: also just when the price is
  there, in the very moment of the deadline, and while the fetch is cleaning up.
- When `quote` is over, however and whenever it ended, nothing of it is left behind: no fetch at work or still cleaning up,
  no task. That also holds when it was cancelled twice, or while the fetch was already cleaning up. And the caller's task
  is as it was: nothing disturbs what it awaits next, and its own timeouts still work.
"""

import asyncio
from collections.abc import Awaitable, Callable


async def quote(fetch_price: Callable[[], Awaitable[float]], cached: float, deadline: float) -> float:
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
