# Only after a block that failed, close is protected from a cancel.
# fails: Cancelled, it closes what is open, once and to its end
# kind: cancel-on-an-unplayed-path
import asyncio


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        self.connection = await self.open_()
        return self.connection

    async def __aexit__(self, kind, error, trace):
        if error is None:
            await self.close(self.connection)
            return
        closing = asyncio.ensure_future(self.close(self.connection))
        cancelled = None
        while not closing.done():
            try:
                await asyncio.wait([closing])
            except asyncio.CancelledError as cancel:
                cancelled = cancel
        if cancelled:
            raise cancelled
        closing.result()
