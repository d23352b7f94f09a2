# Cancelled, gives the commit a minute to come to its end, and leaves a longer one behind.
# fails: A cancelled save is over when its commit is
# kind: own-time-limit

import asyncio


async def save(commit, record):
    loop = asyncio.get_running_loop()
    task = asyncio.ensure_future(commit(record))
    cancelled = None
    deadline = None
    while not task.done():
        try:
            left = None if deadline is None else deadline - loop.time()
            if left is not None and left <= 0:
                break
            await asyncio.wait([task], timeout=left)
        except asyncio.CancelledError as cancel:
            cancelled = cancel
            deadline = deadline or loop.time() + 60
    if cancelled is not None:
        raise cancelled from (task.exception() if task.done() else None)
    return task.result()
