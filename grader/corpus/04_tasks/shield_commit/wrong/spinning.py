# After a cancel it asks over and over, without ever waiting: while it does, the clock stands still.
# fails: A cancelled save is over when its commit is

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError as c:
        while not task.done():
            await asyncio.sleep(0)
        raise c from task.exception()
