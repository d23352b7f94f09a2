# After the first cancel it waits once: a second cancel ends that wait, and save is over before the commit.
# fails: Further cancels change nothing
# kind: cancelled-again

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError as cancelled:
        await asyncio.wait([task])
        raise cancelled from task.exception()
