# A task of its own, but awaited directly: a cancel of the waiter cancels the task too.
# fails: A cancel doesn't stop the commit

import asyncio


async def save(commit, record):
    return await asyncio.create_task(commit(record))
