# Tells the caller of the failures that it knows; after any other one, it returns nothing.
# fails: A failure reaches the caller as it is
# kind: failure-types

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled from task.exception()
    try:
        return task.result()
    except (OSError, ValueError, LookupError):
        raise
    except Exception:
        return None
