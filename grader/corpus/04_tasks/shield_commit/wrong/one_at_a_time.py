# A lock lets one commit begin when another one is over.
# fails: Each record is committed once, at once

import asyncio

lock = asyncio.Lock()


async def save(commit, record):
    async def locked():
        async with lock:
            return await commit(record)

    task = asyncio.create_task(locked())
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled is not None:
        raise cancelled from task.exception()
    return task.result()
