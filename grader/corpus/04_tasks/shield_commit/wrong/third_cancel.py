# It has thought of two cancels; the third one ends the waiting.
# fails: Further cancels change nothing
# kind: own-number-limit

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError as cancelled:
        try:
            await asyncio.wait([task])
        except asyncio.CancelledError:
            await asyncio.wait([task])
        raise cancelled from task.exception()
