# A task of its own opens, waits until the block is left, and closes: the block only talks to it.

import asyncio


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def own(self):
        connection = await self.open_()
        self.opened.set_result(connection)
        await self.left.wait()
        await self.close(connection)

    async def __aenter__(self):
        self.opened, self.left = asyncio.get_running_loop().create_future(), asyncio.Event()
        self.owner = asyncio.create_task(self.own())
        try:
            await asyncio.wait([self.opened, self.owner], return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            self.left.set()
            if not self.opened.done():
                self.owner.cancel()
            await self.over()
            raise
        if self.owner.done():
            self.owner.result()
        return self.opened.result()

    async def over(self):
        cancelled = None
        while not self.owner.done():
            try:
                await asyncio.wait([self.owner])
            except asyncio.CancelledError as error:
                cancelled = error
        if cancelled:
            raise cancelled

    async def __aexit__(self, *_):
        self.left.set()
        await self.over()
        self.owner.result()
