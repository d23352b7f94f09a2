# The commit is started, and nobody waits for it.
# fails: The commit is called once, and its result returned

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    await asyncio.sleep(0)
    return task
