# The connection is kept in the class: two objects at once close the same one twice.
# fails: Leaving closes what was opened, and waits for that
# kind: shared-between-calls

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
        Connection.connection = await self.open_()
        return self.connection

    async def __aexit__(self, *error):
        await finish(self.close(self.connection))
