"""The fastest one wins.

`mirrors` is a list of async functions without parameters, at least one. All of them fetch the same thing.

- Call all of them at once, each only once.
- The first one that succeeds wins: return its result, whatever it is. If several succeed at the same instant, any of them wins.
- The others are no longer wanted. Cancel them the moment there is a winner, and wait until they have cleaned up. What else
  they do by then doesn't matter: one may fail as it cleans up, or give a result all the same.
- A mirror that fails is out, and the race goes on. It may fail at the very instant when another one succeeds.
- If all mirrors fail, raise an `ExceptionGroup` that holds the exception of each of them, also if there is only one.
- When `fastest` is cancelled, cancel all mirrors at once, and wait until they have cleaned up. Then CancelledError reaches
  the caller: also when a winner is just there, and while the losers clean up.
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
