# It looks every three seconds whether close is over, and so goes on too late.
# fails: Leaving closes what was opened, and waits for that
# kind: polling

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
        cancel = None
        while not closing.done():
            try:
                await asyncio.sleep(3)
            except asyncio.CancelledError as now:
                cancel = now
        if cancel:
            raise cancel
        closing.result()
