# open_ runs in a task, which is cancelled, but not awaited: it is still cleaning up.
# fails: Cancelled, it stops the rest, and passes that on

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
        opening = asyncio.create_task(self.open_())
        try:
            await asyncio.wait([opening])
        except asyncio.CancelledError:
            if opening.cancel():
                raise
            await finish(self.close(opening.result()))
            raise
        self.connection = opening.result()
        return self.connection

    async def __aexit__(self, *error):
        await finish(self.close(self.connection))
