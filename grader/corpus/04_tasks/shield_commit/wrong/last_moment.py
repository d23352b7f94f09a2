# A cancel just when the commit is over is taken for too late: the result is returned all the same.
# fails: The cancel reaches the caller in the end
# kind: cancel-on-an-unplayed-path

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            if not task.done():
                cancelled = error
    if cancelled:
        raise cancelled from task.exception()
    return task.result()
