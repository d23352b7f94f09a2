# After a cancel it raises a group of both, which no `except CancelledError` catches.
# fails: A failure after a cancel is not lost

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    failure = task.exception()
    if cancelled and failure:
        raise BaseExceptionGroup("cancelled, and not committed", [cancelled, failure])
    if cancelled:
        raise cancelled
    return task.result()
