"""From sync to async: the entry point.

`report` is an async function without parameters. `main` is an ordinary function, the door into the async world: it runs
`report` once, on a new event loop, and returns what `report` returns. If `report` raises, its exception leaves `main` as it is.

`report` may leave things behind. However it ends, `main` tidies up, and only then returns or raises:
- Tasks that are not over are cancelled at once, all of them. `main` waits until they have cleaned up, and no longer.
- What they return or raise then, changes nothing in what `main` returns or raises.
- Async generators that somebody still holds, half read, are closed: their `finally` runs to its end.
- The loop is closed. The next call of `main` makes a loop of its own.

The program below only calls `report`: run it, and see what you get.
"""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Any


def main(report: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run the async function `report` on a new event loop; return what it returns, and leave nothing behind."""
    # TODO: calling an async function makes a coroutine. Who runs it?
    return report()


def demo() -> None:
    """Watch it: a report of one second, which leaves a task and an async generator behind."""
    feeds: list[AsyncGenerator[int, None]] = []

    async def backup() -> None:
        try:
            print("  the backup begins: it would take an hour")
            await asyncio.sleep(3600)
        finally:
            await asyncio.sleep(0.5)
            print("  the backup is cancelled, and has removed its half-written file")

    async def feed() -> AsyncGenerator[int, None]:
        try:
            while True:
                yield 42
        finally:
            await asyncio.sleep(0.5)
            print("  the feed is closed")

    async def report() -> int:
        working = asyncio.create_task(backup())
        feeds.append(feed())
        number = await anext(feeds[-1])
        await asyncio.sleep(1)
        print(f"  the report is done; the backup is {'over' if working.done() else 'still at work'}")
        return number

    for _ in range(2):
        print(f"main returned {main(report)}")


if __name__ == "__main__":
    demo()
