# No more than a hundred connections at once; the others wait.
# fails: Entering opens, and `as` gives what open_ returned
# kind: own-number-limit
import asyncio


class Connection:
    slots = asyncio.Semaphore(100)

    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        await self.slots.acquire()
        try:
            self.connection = await self.open_()
        except BaseException:
            self.slots.release()
            raise
        return self.connection

    async def __aexit__(self, kind, error, trace):
        closing = asyncio.ensure_future(self.close(self.connection))
        cancelled = None
        while not closing.done():
            try:
                await asyncio.wait([closing])
            except asyncio.CancelledError as cancel:
                cancelled = cancel
        self.slots.release()
        if cancelled:
            raise cancelled
        closing.result()
