# It outlasts every cancel, and then returns the result as if there had been none.
# fails: The cancel reaches the caller in the end

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            pass
    return task.result()
