# To pass the cancel on it cancels its own task once more: now the caller's task counts a cancel that its timeout knows nothing of.
# fails: Every cancel counts, and nothing comes after it

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    cancelled = False
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            cancelled = True
    try:
        return task.result()
    finally:
        if cancelled:
            asyncio.current_task().cancel()
            await asyncio.sleep(0)
