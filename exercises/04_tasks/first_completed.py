"""The fastest one wins.

`mirrors` is a list of async functions without parameters (at least one): all of them fetch the same thing, some faster than
others, and some fail. Call all of them at once, each only once. The first one that succeeds wins: return its result. The
others are no longer wanted: cancel them that very moment, and wait until they have cleaned up, which may take a while. So
`fastest` returns when the last of them has done that, and not before.

- Any result wins, also `None`, 0 or an empty list. If several mirrors succeed at the same instant, any of their results will do.
- A mirror that fails is out, and the race goes on without it; also when it fails at the very instant when another succeeds.
- When there is a winner, it doesn't matter any more what the others do: not even when one of them fails while it cleans up,
  or gives a result all the same.
- If all mirrors fail, raise an `ExceptionGroup` that holds the exception of each of them (also if there is only one).
- When `fastest` is cancelled, all mirrors are cancelled at once, and have cleaned up before `CancelledError` reaches the
  caller. It always does: also when a winner is just there, and while the others are cleaning up.
- However `fastest` ends, nothing of it is at work any more by then: no mirror, no task. That also holds when it is cancelled
  a second time meanwhile. (Whether that second cancel cuts their cleaning up short, is up to you.)
"""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

Mirror = Callable[[], Coroutine[Any, Any, Any]]


async def fastest(mirrors: Sequence[Mirror]) -> Any:
    """Ask all mirrors at once; return the result of the first one that succeeds."""
    # TODO: start them all, wait for a success, and stop the rest.
    raise NotImplementedError


async def demo() -> None:
    """Watch it: the fastest mirror is broken, the second one wins, and two are too slow."""

    def mirror(city: str, seconds: float, *, broken: bool = False) -> Mirror:
        async def fetch() -> str:
            try:
                await asyncio.sleep(seconds)
            except asyncio.CancelledError:
                print(f"{city} is no longer wanted, and hangs up ...")
                await asyncio.sleep(0.5)
                print(f"{city} has hung up")
                raise
            print(f"{city} {'fails' if broken else 'answers'} after {seconds} s")
            if broken:
                raise ConnectionError(city)
            return f"the file, from {city}"

        return fetch

    print(await fastest([mirror("Taipei", 3), mirror("Oslo", 2), mirror("Lima", 1, broken=True), mirror("Cairo", 4)]))
    try:
        await fastest([mirror("Rome", 0.5, broken=True), mirror("Quito", 1, broken=True)])
    except ExceptionGroup as failed:
        print(f"all mirrors failed: {failed.exceptions}")


if __name__ == "__main__":
    asyncio.run(demo())
