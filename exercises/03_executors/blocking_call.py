"""Blocking calls in threads.

`read_report(name)` is an ordinary function: it blocks the thread it is called in until it has the report, and returns it.
Read the reports of all `names`, and return them as a list, in the order of `names`.

- All are read at the same time: together they take as long as the slowest one. There are at most five names; or none.
- The event loop is never blocked, not for a moment, also when a read fails and when `read_all` is cancelled.
- If a read fails, its exception leaves `read_all` at once, as it is (not in a group).
- If `read_all` is cancelled, CancelledError leaves it at once.
- A read in a thread can't be stopped. So don't wait for it in these two cases: it runs to its end by itself.
- All else is over when `read_all` is over: no task of yours is left. A thread pool that you made is shut down; the loop's own may be used.

The program below is correct, and it blocks the loop: run it, and watch the clock not tick.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any


async def read_all(read_report: Callable[[str], Any], names: Sequence[str]) -> list[Any]:
    """Read all reports at the same time, without blocking the event loop; return them in the order of `names`."""
    # TODO: read them in threads.
    return [read_report(name) for name in names]


async def demo() -> None:
    """Watch it: three reports, of 1, 2 and 3 seconds, and a clock that should tick meanwhile."""

    def read_report(name: str) -> str:
        seconds = len(name)
        print(f"reading {name} takes {seconds} s")
        time.sleep(seconds)
        return f"report {name}"

    async def clock() -> None:
        while True:
            print("tick")
            await asyncio.sleep(0.5)

    ticking = asyncio.create_task(clock())
    await asyncio.sleep(0)  # the first tick
    print(await read_all(read_report, ["ccc", "bb", "a"]))
    ticking.cancel()


if __name__ == "__main__":
    asyncio.run(demo())
