# open_ runs in a task: where a cancel comes just when that has returned, its connection is lost.
# fails: Cancelled, it closes what is open, once and to its end
# kind: cancel-meets-failure

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
        self.connection = await asyncio.create_task(self.open_())
        return self.connection

    async def __aexit__(self, *error):
        await finish(self.close(self.connection))
