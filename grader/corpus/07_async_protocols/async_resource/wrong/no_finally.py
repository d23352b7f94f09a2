# A generator without try: an exception of the block skips its last line.
# fails: An exception of the block goes on, when it is closed

import asyncio
from contextlib import asynccontextmanager


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


@asynccontextmanager
async def connect(open_, close):
    connection = await open_()
    yield connection
    await finish(close(connection))


Connection = connect
