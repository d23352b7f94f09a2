# The usual repair: after a cancel it awaits the commit, and raises again. A second cancel goes into the commit, a failure takes its place.
# fails: Further cancels change nothing

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await task
        raise
