# Cancelled while it closes, it logs a failure of close, and forgets the cancel.
# fails: Cancelled, it stops the rest, and passes that on
# kind: cancel-meets-failure
import asyncio


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        self.connection = await self.open_()
        return self.connection

    async def __aexit__(self, kind, error, trace):
        closing = asyncio.ensure_future(self.close(self.connection))
        cancelled = None
        while not closing.done():
            try:
                await asyncio.wait([closing])
            except asyncio.CancelledError as cancel:
                cancelled = cancel
        if cancelled and closing.exception():
            print("could not close:", closing.exception())
            return
        if cancelled:
            raise cancelled
        closing.result()
