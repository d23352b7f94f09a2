# Right: an async context manager that outlasts a task.

import asyncio
from contextlib import asynccontextmanager


@asynccontextmanager
async def outlasting(task):
    try:
        yield
    except asyncio.CancelledError as c:
        while not task.done():
            try:
                await asyncio.wait_for(asyncio.shield(asyncio.wait([task])), None)
            except asyncio.CancelledError:
                pass
        if task.exception():
            raise c from task.exception()
        raise


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    async with outlasting(task):
        return await asyncio.shield(task)
