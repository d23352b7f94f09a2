# Returns "saved" where the result of the commit is false, as if there were none.
# fails: Its result is returned the moment it is there
# kind: odd-values

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
    return task.result() or "saved"
