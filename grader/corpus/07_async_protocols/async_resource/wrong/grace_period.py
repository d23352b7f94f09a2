# Cancelled while it closes, it gives close an hour more.
# fails: Cancelled, it closes what is open, once and to its end
# kind: own-time-limit
import asyncio


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        self.connection = await self.open_()
        return self.connection

    async def __aexit__(self, kind, error, trace):
        closing = asyncio.ensure_future(self.close(self.connection))
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            await asyncio.wait([closing], timeout=3600)
            closing.cancel()
            raise
