# Shielded; but the cleanup of save cancels the task, as one does with tasks that are not so precious.
# fails: A cancel doesn't stop the commit

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    try:
        return await asyncio.shield(task)
    finally:
        task.cancel()
        await asyncio.wait([task])
