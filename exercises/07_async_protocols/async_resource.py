"""A connection that always closes.

`async with Connection(open_, close) as connection:` opens a connection, gives it to the block, and closes it afterwards.
Both are async functions: `open_()` returns the connection, `close(connection)` closes it.

- Entering the block awaits `open_()`, once, and not before. `as` gives what it returned.
- Leaving the block awaits `close(connection)`, once. However the block was left: an exception of it goes on then, as it is.
- If `open_` fails, its exception goes on as it is, and nothing is closed.
- If `close` fails, its exception goes on. That of a block which had failed, too, can be found as its `__context__` or `__cause__`.
- Cancelled while it opens, it cancels `open_`. If `open_` returns a connection all the same, that is closed.
- Cancelled while it closes, once or many times, `close` runs to its end. Then `CancelledError` reaches the caller. (Had the
  block failed, its exception may reach the caller instead.)
- Each object is for one `async with`. There may be many at once.
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
