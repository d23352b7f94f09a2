# It raises CancelledError, and has a cancel coming besides: that one disturbs whatever the caller awaits next.
# fails: Every cancel counts, and nothing comes after it
# kind: outlives-the-call

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
        asyncio.get_running_loop().call_soon(asyncio.current_task().cancel)
        raise cancelled from task.exception()
    return task.result()
