# It waits for the commit, and never asks how it ended: the failure of a cancelled save is lost.
# fails: A failure after a cancel is not lost
# kind: cancel-meets-failure

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        while not task.done():
            try:
                await asyncio.wait([task])
            except asyncio.CancelledError:
                pass
        raise
