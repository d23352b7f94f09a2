# Cancelled while it closes, it waits for an end that it never hears of.
# fails: Cancelled, it passes that on, and opens no further

import asyncio


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        self.connection = await self.open_()
        return self.connection

    async def __aexit__(self, *_):
        over = asyncio.Event()

        async def shut():
            await self.close(self.connection)
            over.set()

        closing = asyncio.create_task(shut())
        try:
            await asyncio.shield(closing)
        except asyncio.CancelledError:
            over.clear()
            while True:
                try:
                    await over.wait()
                    over = asyncio.Event()
                except asyncio.CancelledError:
                    pass
