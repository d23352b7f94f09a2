# It survives three cancels while it closes, and no more.
# fails: Cancelled, it closes what is open, once and to its end
# kind: own-number-limit, cancelled-again
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
        cancelled = None
        for _ in range(4):
            try:
                await asyncio.wait([closing])
            except asyncio.CancelledError as cancel:
                cancelled = cancel
        if cancelled:
            raise cancelled
        closing.result()
