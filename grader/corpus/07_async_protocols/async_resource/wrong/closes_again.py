# Where close was cancelled, it is simply called once more.
# fails: Cancelled, it closes what is open, once and to its end

import asyncio


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        self.connection = await self.open_()
        return self.connection

    async def __aexit__(self, kind, error, trace):
        cancelled = None
        while True:
            try:
                await self.close(self.connection)
                break
            except asyncio.CancelledError as cancel:
                cancelled = cancel
        if cancelled:
            raise cancelled
