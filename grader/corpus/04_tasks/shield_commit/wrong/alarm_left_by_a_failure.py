# Sets an alarm for slow commits, and does not stop it where the commit fails: it goes off in whatever the caller awaits then.
# fails: Every cancel counts, and nothing comes after it
# kind: outlives-the-call

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    alarm = asyncio.get_running_loop().call_later(10**6, asyncio.current_task().cancel)
    cancelled = None
    while not task.done():
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError as error:
            cancelled = error
    if cancelled:
        alarm.cancel()
        raise cancelled from task.exception()
    result = task.result()
    alarm.cancel()
    return result
