# Idle: starts the commit, and sleeps.
import asyncio


async def save(commit, record):
    asyncio.ensure_future(commit(record))
    await asyncio.sleep(1)
