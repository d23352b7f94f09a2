# It takes back each cancellation while it closes (uncancel), and asks for as many again when that is done.
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
        me = asyncio.current_task()
        assert me is not None
        finished = asyncio.Event()
        failures: list[BaseException] = []

        async def closing() -> None:
            try:
                await self.close(self.connection)
            except BaseException as failure:
                failures.append(failure)
            finally:
                finished.set()

        task = asyncio.create_task(closing())
        owed = 0
        while not finished.is_set():
            try:
                await finished.wait()
            except asyncio.CancelledError:
                owed += 1
                me.uncancel()
        while not task.done():
            try:
                await asyncio.sleep(0)
            except asyncio.CancelledError:
                owed += 1
                me.uncancel()
        for _ in range(owed):
            me.cancel()
        if failures:
            if owed:
                try:
                    await asyncio.sleep(0)
                except asyncio.CancelledError as cancelled:
                    raise cancelled from failures[0]
            raise failures[0]
        if owed:
            await asyncio.sleep(0)
