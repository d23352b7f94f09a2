# Right: no shield at all. asyncio.wait never cancels what it waits for; each cancel is noted, and the wait begins again.

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    cancels = []
    while not task.done():
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError as error:
            cancels.append(error)
    if not cancels:
        return task.result()
    failure = task.exception()
    if failure is not None:
        raise asyncio.CancelledError from failure
    raise asyncio.CancelledError
