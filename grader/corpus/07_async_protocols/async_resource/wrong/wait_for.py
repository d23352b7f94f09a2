# wait_for gives close its time, and cancels it where that is over, or where it is cancelled itself.
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
        await asyncio.wait_for(self.close(self.connection), 60)
