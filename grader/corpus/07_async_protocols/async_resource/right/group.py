# gather that returns exceptions, shielded as often as it takes.

import asyncio


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close
        self.connection = None

    async def __aenter__(self):
        self.connection = await self.open_()
        return self.connection

    async def __aexit__(self, kind, error, trace):
        closing = asyncio.gather(self.close(self.connection), return_exceptions=True)
        cancels = []
        while not closing.done():
            try:
                await asyncio.shield(closing)
            except asyncio.CancelledError as cancel:
                cancels.append(cancel)
        for raised in cancels[:1] or [one for one in closing.result() if isinstance(one, BaseException)]:
            raise raised
