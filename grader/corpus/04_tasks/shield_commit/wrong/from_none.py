# The failure is taken note of, and then hidden: `from None`.
# fails: A failure after a cancel is not lost

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    cancels = 0
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            cancels += 1
    try:
        result = task.result()
    except Exception:
        if cancels:
            raise asyncio.CancelledError from None
        raise
    if cancels:
        raise asyncio.CancelledError
    return result
