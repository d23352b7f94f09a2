# A watchdog cancels whoever has a connection for 95 days; when open_ has failed, nobody takes it back.
# fails: If open_ fails, that goes on, and nothing is closed
# kind: outlives-the-call
import asyncio


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        self.watchdog = asyncio.get_running_loop().call_later(95 * 86_400, asyncio.current_task().cancel)
        self.connection = await self.open_()
        return self.connection

    async def __aexit__(self, kind, error, trace):
        self.watchdog.cancel()
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
