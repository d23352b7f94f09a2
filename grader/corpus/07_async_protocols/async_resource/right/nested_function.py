# __aexit__ is written as a plain function that gives an awaitable; what is open is kept by a closure.

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
        self.open_, self.close, self.leave = open_, close, None

    def __aenter__(self):
        async def enter():
            connection = await self.open_()
            self.leave = lambda: finish(self.close(connection))
            return connection

        return enter()

    def __aexit__(self, kind, error, trace):
        async def leave():
            await self.leave()

        return leave()
