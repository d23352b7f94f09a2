# Right: whoever is cancelled while waiting first waits once more, one level deeper.

import asyncio


async def outlast(task):
    try:
        await asyncio.wait([task])
    except asyncio.CancelledError:
        await outlast(task)
        raise


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    try:
        if not task.done():
            await outlast(task)
    except asyncio.CancelledError as cancelled:
        raise cancelled from task.exception()
    return task.result()
