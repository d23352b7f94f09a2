# shield, and nothing else: close goes on, but nobody waits for it.
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
        await asyncio.shield(self.close(self.connection))
