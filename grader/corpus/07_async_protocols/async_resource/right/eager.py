# The closing task starts at once, in place.
# python: 3.12

import asyncio


class Connection:
    def __init__(self, open_, close):
        self.open_ = open_
        self.close = close

    async def __aenter__(self):
        self.connection = await self.open_()
        return self.connection

    async def __aexit__(self, *error):
        loop = asyncio.get_running_loop()
        closing = asyncio.Task(self.close(self.connection), loop=loop, eager_start=True)
        interrupted = False
        while not closing.done():
            try:
                await asyncio.wait([closing])
            except asyncio.CancelledError:
                interrupted = True
        closing.result()
        if interrupted:
            raise asyncio.CancelledError
