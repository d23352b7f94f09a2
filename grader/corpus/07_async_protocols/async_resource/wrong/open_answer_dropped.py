# open_ runs in a task: where that swallows its cancel and returns a connection, that stays open.
# fails: Cancelled, it closes what is open, once and to its end
# kind: cancel-meets-failure
import asyncio


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        opening = asyncio.ensure_future(self.open_())
        cancelled = None
        while not opening.done():
            try:
                await asyncio.wait([opening])
            except asyncio.CancelledError as cancel:
                cancelled = cancel
                opening.cancel()
        if not cancelled or (not opening.cancelled() and not opening.exception() and not opening.cancelling()):
            self.connection = opening.result()
        if cancelled:
            if hasattr(self, "connection"):
                await self.__aexit__(None, None, None)
            raise cancelled
        return self.connection

    async def __aexit__(self, kind, error, trace):
        closing = asyncio.ensure_future(self.close(self.connection))
        cancelled = None
        while not closing.done():
            try:
                await asyncio.wait([closing])
            except asyncio.CancelledError as cancel:
                cancelled = cancel
        if cancelled:
            raise cancelled
        closing.result()
