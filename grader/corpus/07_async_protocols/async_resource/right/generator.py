# An async generator, made a context manager, and shield in a loop.

import asyncio
from contextlib import asynccontextmanager


async def to_the_end(task):
    try:
        await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            try:
                await asyncio.shield(task)
            except asyncio.CancelledError:
                pass
            except Exception:
                break
        if not task.cancelled():
            task.exception()
        raise


@asynccontextmanager
async def connect(open_, close):
    connection = await open_()
    try:
        yield connection
    finally:
        await to_the_end(asyncio.create_task(close(connection)))


Connection = connect
