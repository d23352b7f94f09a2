# After the first cancel it awaits the commit itself: a second cancel stops that.
# fails: A second cancel, or a third, changes nothing

import asyncio


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError as cancelled:
        try:
            await task
        except Exception as failure:
            raise cancelled from failure
        raise
