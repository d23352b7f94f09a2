# It begins to open when the object is made.
# fails: Entering opens, and `as` gives what open_ returned

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
        self.opening = asyncio.create_task(open_())
        self.close = close

    async def __aenter__(self):
        self.connection = await self.opening
        return self.connection

    async def __aexit__(self, *error):
        await finish(self.close(self.connection))
