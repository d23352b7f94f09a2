"""A connection that always closes: the reference."""

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
        self.connection = await self.open_()  # if this raises, the block isn't entered, so nobody calls __aexit__
        return self.connection

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        closing = asyncio.ensure_future(self.close(self.connection))  # a task of its own: a cancel of this one doesn't reach it
        cancelled: asyncio.CancelledError | None = None
        while not closing.done():
            try:
                await asyncio.wait([closing])  # cancelled, it leaves `closing` alone
            except asyncio.CancelledError as cancel:
                cancelled = cancel
        try:
            closing.result()  # a failure of close goes on; the block's exception is its context by itself
        finally:
            if cancelled:
                raise cancelled
