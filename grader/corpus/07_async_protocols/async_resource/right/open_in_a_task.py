# open_ runs in a task of its own; where it has returned although we are cancelled, its connection is closed.

import asyncio


class Connection:
    def __init__(self, open_, close):
        self.open_, self.close = open_, close

    async def __aenter__(self):
        opening = asyncio.create_task(self.open_())
        cancelled = None
        while not opening.done():
            try:
                await asyncio.wait({opening})
            except asyncio.CancelledError as error:
                cancelled = error
                opening.cancel()
        if cancelled is None:
            self.connection = opening.result()
            return self.connection
        if not opening.cancelled() and opening.exception() is None:
            self.connection = opening.result()
            await self.__aexit__(None, None, None)
        raise cancelled

    async def __aexit__(self, kind, error, trace):
        closing = asyncio.create_task(self.close(self.connection))
        cancelled = None
        while not closing.done():
            try:
                await asyncio.wait({closing})
            except asyncio.CancelledError as again:
                cancelled = again
        if cancelled is not None:
            raise cancelled
        await closing
