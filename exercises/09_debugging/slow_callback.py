"""Find what blocks the loop.

`main` is an async function without parameters. `find_blockers` is an ordinary function: it runs `main` to its end, once, on a new event
loop in asyncio's debug mode, and returns a list of what held that loop meanwhile, in the order in which it happened.

- A step of a task (all that it does from one `await` that really waits to the next) or a callback (`call_soon`, `call_later` …) holds the
  loop. Each of them that took longer than `slow` seconds is one entry.
- An entry is a tuple `(text, seconds)`. `text` contains the name of the task's coroutine function (for `main`'s own steps: of the function
  that was passed as `main`), or of the callback. `seconds`, a float, is how long that one step took, correct to the millisecond.
- Nothing else is an entry: no sleep, no wait, no work in a thread, and nothing else that asyncio has to say.
- If `main` fails, its exception leaves `find_blockers` as it is.
- A task that `main` has left running is cancelled, and has cleaned up, whatever comes of that; the loop is closed. That is waited for,
  and nothing more.
- Nothing stays changed: no handler, filter or level of a logger, no environment variable, nothing of asyncio.
- Open: a step that took exactly `slow` seconds; what holds the loop once `main` is over; what other loops, in other threads, are held by;
  and which loop is the current one afterwards.

asyncio's debug mode does the measuring. It warns the logger called "asyncio", which nobody has silenced here:
`logger.warning("Executing %s took %.3f seconds", text, seconds)`. From how many seconds on, is an attribute of the loop.
Any other way to find out is as good.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

Main = Callable[[], Coroutine[Any, Any, Any]]


def find_blockers(main: Main, slow: float = 0.1) -> list[tuple[str, float]]:
    """Run `main` in debug mode; return what held its loop for longer than `slow` seconds, and for how long."""
    # TODO: run main, and listen to what asyncio has to say about it.
    raise NotImplementedError


def demo() -> None:
    """Watch it: a café where somebody grinds the beans by hand."""

    async def take_orders() -> None:
        for number in range(4):
            print("order", number)
            await asyncio.sleep(0.25)

    async def grind() -> None:
        await asyncio.sleep(0.3)
        print("  grinding … (nobody takes orders now)")
        time.sleep(0.6)  # noqa: ASYNC251 - this is what is to be found

    async def cafe() -> None:
        await asyncio.gather(take_orders(), grind())

    for text, seconds in find_blockers(cafe):
        print(f"the loop was held for {seconds:.2f} s by {text}")


if __name__ == "__main__":
    demo()
