# It closes whatever happened, also where open_ failed.
# fails: If open_ fails, that goes on, and nothing is closed

import asyncio


async def finish(awaitable):
    work = asyncio.ensure_future(awaitable)
    cancelled = None
    while not work.done():
        try:
            await asyncio.wait([work])
        except asyncio.CancelledError as cancel:
            cancelled = cancel
    if cancelled:
        raise cancelled
    return work.result()


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        self.connection = None
        try:
            self.connection = await self.open_()
        except Exception:
            await self.__aexit__(None, None, None)
            raise
        return self.connection

    async def __aexit__(self, *error):
        await finish(self.close(self.connection))
