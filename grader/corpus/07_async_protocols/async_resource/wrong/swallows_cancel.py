# It waits until all is closed, and then forgets that it was cancelled.
# fails: Cancelled, it stops the rest, and passes that on

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
            try:
                await asyncio.wait([closing])
            except asyncio.CancelledError:
                pass
        closing.result()
