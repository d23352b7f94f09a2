# It looks every 0.25 s whether the commit is over: it learns of that late.
# fails: Its result is returned the moment it is there
# kind: polling

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    cancelled = None
    while not task.done():
        try:
            await asyncio.sleep(0.25)
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled from task.exception()
    return task.result()
