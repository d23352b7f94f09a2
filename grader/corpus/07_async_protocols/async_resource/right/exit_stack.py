# An exit stack that is told what to close as soon as there is something to close.

from contextlib import AsyncExitStack
import asyncio


class Connection(AsyncExitStack):
    def __init__(self, open_, close):
        super().__init__()
        self._open, self._shut = open_, close

    async def __aenter__(self):
        connection = await self._open()
        self.push_async_callback(self._finish, connection)
        return connection

    async def _finish(self, connection):
        done = asyncio.Event()
        task = asyncio.create_task(self._shut(connection))
        task.add_done_callback(lambda _: done.set())
        cancel = None
        while not done.is_set():
            try:
                await done.wait()
            except asyncio.CancelledError as one:
                cancel = one
        if cancel is not None:
            task.exception()
            raise cancel
        task.result()
