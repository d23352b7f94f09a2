# Does not commit a record that is false: None, 0 or an empty text.
# fails: Each record is committed once, at once
# kind: odd-values

import asyncio


async def save(commit, record):
    if not record:
        return None
    task = asyncio.create_task(commit(record))
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled from task.exception()
    return task.result()
