# open_ in a task that is simply awaited, and what it opened is closed where the cancel came a moment too late.

import asyncio



async def finish(awaitable):
    work = asyncio.ensure_future(awaitable)
    cancelled = None
    while not work.done():
        try:
            await asyncio.wait([work])
        except asyncio.CancelledError as cancel:
            cancelled = cancel
    work.result()
    if cancelled:
        raise cancelled


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        opening = asyncio.create_task(self.open_())
        try:
            self.connection = await opening
        except asyncio.CancelledError:
            if opening.done() and not opening.cancelled() and not opening.exception():
                await finish(self.close(opening.result()))
            raise
        return self.connection

    async def __aexit__(self, *error):
        await finish(self.close(self.connection))
