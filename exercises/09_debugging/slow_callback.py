"""Find what blocks the loop.

`main` is an async function without parameters. `find_blockers` is an ordinary function: it runs `main` to its end, once, on a new
event loop in asyncio's debug mode, and returns a list of what held that loop meanwhile, in the order in which it happened.

- The loop is held by a step of a task (all that it does from one `await` that really waits to the next), or by a callback
  (`call_soon`, `call_later` …). Each of them that took longer than `slow` seconds is one entry; shorter ones are none.
- An entry is a tuple `(text, seconds)`. `text` is for people to read; it contains the name of the task's coroutine function (for
  `main`'s own steps: of the function that was passed as `main`), or the name of the callback. `seconds`, a float, is how long
  that one step or callback took, correct to the millisecond.
- What lets the loop go on (a sleep, a wait, work in a thread) is no entry. Neither is anything else that asyncio has to say.
- If `main` fails, its exception leaves `find_blockers` as it is.
- Nothing is left behind: a task that `main` has left running is cancelled, and has cleaned up; the loop is closed.
- Afterwards, however it ended, all is as it was before: logging (of each logger the handlers, filters, level and so on), the
  environment variables, and asyncio itself.

asyncio's debug mode does the measuring. It warns the logger called "asyncio": `logger.warning("Executing %s took %.3f seconds",
text, seconds)`. From how many seconds on it does so, is an attribute of the loop. Any other way to find out is as good.
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
