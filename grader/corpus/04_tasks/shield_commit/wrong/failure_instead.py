# After a cancel the failure leaves in place of the CancelledError: the caller doesn't learn that it is to stop.
# fails: A failure after a cancel is not lost
# kind: cancel-meets-failure

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    result = task.result()
    if cancelled:
        raise cancelled
    return result
