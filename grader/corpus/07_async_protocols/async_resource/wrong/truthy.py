# It asks `if self.connection`: one that is 0, or empty, is not closed.
# fails: Leaving closes what was opened, and waits for that
# kind: odd-values

import asyncio
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Any


class Connection:
    def __init__(self, open_: Callable[[], Awaitable[Any]], close: Callable[[Any], Awaitable[object]]) -> None:
        self.open_ = open_
        self.close = close

    async def __aenter__(self) -> Any:
        self.connection = await self.open_()
        return self.connection

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if not self.connection:
            return
        closing = asyncio.ensure_future(self.close(self.connection))
        cancelled: asyncio.CancelledError | None = None
        while not closing.done():
            try:
                await asyncio.wait({closing})
            except asyncio.CancelledError as caught:
                cancelled = caught
        closing.result()
        if cancelled is not None:
            raise cancelled
