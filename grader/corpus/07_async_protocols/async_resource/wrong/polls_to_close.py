# It looks every tenth of a second whether close is over: a cancel ends that, and close is left alone.
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
        closing = asyncio.create_task(self.close(self.connection))
        while not closing.done():
            await asyncio.sleep(0.1)
        closing.result()
