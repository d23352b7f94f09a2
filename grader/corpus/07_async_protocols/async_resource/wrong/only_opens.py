# It opens, and never closes.
# fails: Leaving closes what was opened, and waits for that
# kind: points-for-nothing
import asyncio


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        self.connection = await self.open_()
        return self.connection

    async def __aexit__(self, kind, error, trace):
        pass
