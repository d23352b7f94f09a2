# Outlasts thirty cancels, and no more.
# fails: Further cancels change nothing
# kind: own-number-limit

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    cancelled = None
    for _ in range(30):
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        raise cancelled from task.exception() if task.done() else None
    return task.result()
