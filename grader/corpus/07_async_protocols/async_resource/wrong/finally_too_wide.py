# open_ is inside of try: where it failed, `finally` looks for a connection that there never was.
# fails: If open_ fails, that goes on, and nothing is closed

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
    try:
        connection = await open_()
        yield connection
    finally:
        await finish(close(connection))


Connection = connect
