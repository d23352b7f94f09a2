# When it is cancelled it waits for the commit, and then commits once more, to be sure.
# fails: Each record is committed once, at once

import asyncio


async def outlast(task):
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    return cancelled


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    cancelled = await outlast(task)
    if cancelled:
        again = asyncio.create_task(commit(record))
        await outlast(again)
        raise cancelled from again.exception()
    return task.result()
