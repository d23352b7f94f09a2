# It closes after the exceptions that it thinks of; CancelledError is none of them.
# fails: Cancelled, it closes what is open, once and to its end
# kind: failure-types

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
    try:
        yield connection
    except Exception:
        await finish(close(connection))
        raise
    else:
        await finish(close(connection))


Connection = connect
