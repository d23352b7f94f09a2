# A failure of the commit is printed, and nobody else hears of it.
# fails: A failure reaches the caller as it is

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
    if cancelled:
        raise cancelled from failure
    if failure:
        print("not committed:", failure)
        return None
    return task.result()
