"""A connection that always closes.

`async with Connection(open_, close) as connection:` opens a connection, gives it to the block, and closes it after the
block. `open_` and `close` are async functions: `open_()` returns the connection, `close(connection)` closes it.

- Entering the block calls `open_()`, once, and waits for it. `as` gives what it returned: whatever that is, it is a connection,
  even a 0. (Before that, nothing is opened.)
- Leaving the block calls `close` with that same connection, once, and waits until it is closed, as long as that takes. However
  the block was left: at its end, by a `return`, an exception, or a cancellation. An exception of the block then goes on, as it is.
- If `open_` fails, its exception goes on as it is. There is nothing to close.
- If `close` fails, its exception goes on. If an exception had ended the block, that one must not get lost: it can be found
  from the other, as its `__context__` (or its `__cause__`).
- Cancelled while it opens: `open_` is cancelled, there and then, and there is nothing to close. Unless `open_` has returned
  all the same (both may happen in the same moment, if you run it in a task of its own): then it is open, so close it.
- Cancelled while it closes: that doesn't stop `close`, nor does a second cancellation. It must not stay half closed.
- In each case, `CancelledError` reaches the caller when that is done, and nothing of yours is at work any more. (Where a
  cancellation and a failure of `close` come together, which of them goes on is up to you.)

Each object is for one `async with`. There may be many connections at once, each with an object of its own.
"""

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any


class Connection:
    """Opens a connection when its block is entered, and closes it when the block is left."""

    def __init__(self, open_: Callable[[], Awaitable[Any]], close: Callable[[Any], Awaitable[object]]) -> None:
        self.open_ = open_
        self.close = close

    async def __aenter__(self) -> Any:
        # TODO: open; what do you give to the block, and what must you remember?
        raise NotImplementedError

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        # TODO: close, whatever happened in the block, and whatever happens now.
        raise NotImplementedError


async def demo() -> None:
    """Watch it: a block that ends well, one that fails, and one whose time is up just while it closes."""

    async def open_() -> str:
        print("  opening …")
        await asyncio.sleep(0.5)
        return "line 7"

    async def close(connection: str) -> None:
        print(f"  closing {connection} …")
        await asyncio.sleep(1)
        print(f"  {connection} is closed")

    async def use(divisor: int) -> None:
        async with Connection(open_, close) as connection:
            print(f"  talking over {connection}: {10 // divisor}")

    for divisor, seconds in ((2, 5), (0, 5), (5, 1)):
        print(f"10 // {divisor}, within {seconds} s:")
        try:
            async with asyncio.timeout(seconds):
                await use(divisor)
        except (ZeroDivisionError, TimeoutError) as error:
            print(f"  {error!r}")


if __name__ == "__main__":
    asyncio.run(demo())
