# Cancelled, and the commit fails: that failure is raised as it is, and the cancel is lost. Where the commit succeeds, it is passed on.
# fails: A failure after a cancel is not lost
# kind: cancel-on-an-unplayed-path

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled and not task.exception():
        raise cancelled
    return task.result()
