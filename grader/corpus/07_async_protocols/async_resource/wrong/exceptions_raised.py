# What open_ has returned is raised, where it is an exception object.
# fails: Entering opens, and `as` gives what open_ returned
# kind: odd-values
import asyncio


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        [self.connection] = await asyncio.gather(self.open_(), return_exceptions=True)
        if isinstance(self.connection, Exception):
            raise self.connection
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
