# "takes back" each cancel with uncancel() to be left in peace: a timeout around save no longer knows its own cancel.
# fails: Every cancel counts, and nothing comes after it

import asyncio


async def save(commit, record):
    me = asyncio.current_task()
    assert me is not None
    task = asyncio.ensure_future(commit(record))
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as cancel:
            me.uncancel()
            cancelled = cancel
    if cancelled is not None:
        raise cancelled from task.exception()
    return task.result()
