"""AUTHOR: the task, so that every check can be derived from it. (This one is to be replaced.)

Call `fetch("left")` and `fetch("right")` at the same time, and return a list of both answers, the left one first.

- If one of the two fails, its exception leaves `fetch_both` as it is. The other one is cancelled.
- If `fetch_both` is cancelled, so are both fetches, and `CancelledError` reaches the caller.
- However `fetch_both` ends, nothing of it is at work any more by then. A cancelled fetch may take a while to clean up; a second cancel
  does not cut that short.
"""

import asyncio
from collections.abc import Awaitable, Callable


async def fetch_both(fetch: Callable[[str], Awaitable[str]]) -> list[str]:
    """Fetch left and right at the same time."""
    # TODO: fetch both; neither waits for the other.
    raise NotImplementedError


async def demo() -> None:
    """Watch it: two fetches of a second each."""

    async def fetch(side: str) -> str:
        print(f"fetching {side} …")
        await asyncio.sleep(1)
        return f"the {side} one"

    print(await fetch_both(fetch))


if __name__ == "__main__":
    asyncio.run(demo())
