# Where both fail, it cuts off the exception of the block.
# fails: If close fails, no exception gets lost

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
        self.connection = await self.open_()
        return self.connection

    async def __aexit__(self, *error):
        try:
            await finish(self.close(self.connection))
        except Exception as failed:
            failed.__context__ = None
            raise
