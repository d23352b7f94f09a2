# Cancelled while it opens, it waits until the connection is open, to close it then.
# fails: Cancelled, it stops the rest, and passes that on
# kind: stops-late

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
        opening = asyncio.ensure_future(self.open_())
        try:
            await finish(asyncio.shield(opening))
        except asyncio.CancelledError:
            await finish(self.close(await opening))
            raise
        self.connection = opening.result()
        return self.connection

    async def __aexit__(self, *error):
        await finish(self.close(self.connection))
