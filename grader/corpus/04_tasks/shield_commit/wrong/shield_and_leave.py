# Shielded, and nothing more: a cancelled save leaves while the commit is still at work.
# fails: A cancelled save is over when its commit is

import asyncio


async def save(commit, record):
    return await asyncio.shield(commit(record))
