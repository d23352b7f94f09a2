# The cancel is suppressed, and the commit awaited once more: the caller gets a result, and a second cancel stops the commit.
# fails: The cancel reaches the caller in the end

import asyncio
from contextlib import suppress


async def save(commit, record):
    task = asyncio.create_task(commit(record))
    with suppress(asyncio.CancelledError):
        await asyncio.shield(task)
    return await task
