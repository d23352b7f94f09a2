# Right: takes each cancel back, and asks for one again when the commit is over: the caller's count is as it was.

import asyncio


async def save(commit, record):
    me = asyncio.current_task()
    task = asyncio.create_task(commit(record))
    owed = 0
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            me.uncancel()
            owed += 1
    try:
        return task.result()
    finally:
        if owed:
            for _ in range(owed):
                me.cancel()
            await asyncio.sleep(0)
