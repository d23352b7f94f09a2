# The commit stands in a finally clause, as if that couldn't be cancelled.
# fails: A cancel doesn't stop the commit

import asyncio


async def save(commit, record):
    try:
        await asyncio.sleep(0)
    finally:
        return await commit(record)
