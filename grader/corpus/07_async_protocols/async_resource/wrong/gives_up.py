# close gets five seconds: a slow one is stopped half way.
# fails: Leaving closes what was opened, and waits for that
# kind: own-time-limit

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
        closing = asyncio.ensure_future(asyncio.wait_for(self.close(self.connection), 5))
        cancelled: asyncio.CancelledError | None = None
        while not closing.done():
            try:
                await asyncio.wait({closing})
            except asyncio.CancelledError as caught:
                cancelled = caught
        closing.result()
        if cancelled is not None:
            raise cancelled
