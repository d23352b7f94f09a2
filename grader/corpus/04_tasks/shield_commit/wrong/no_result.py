# The result of the commit isn't returned.
# fails: Its result is returned the moment it is there

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled from task.exception()
    task.result()
