# It closes after the failures that it knows, a cancel, or a good end.
# fails: An exception of the block goes on, when it is closed
# kind: failure-types
import asyncio


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        self.connection = await self.open_()
        return self.connection

    async def __aexit__(self, kind, error, trace):
        if not isinstance(error, (OSError, ValueError, asyncio.CancelledError, type(None))):
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
