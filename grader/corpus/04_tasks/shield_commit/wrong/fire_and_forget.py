# The commit is started, and nobody waits for it.
# fails: Its result is returned the moment it is there
# kind: points-for-nothing

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    await asyncio.sleep(0)
    return task
