# Idle: starts the commit, and leaves.
import asyncio


async def save(commit, record):
    asyncio.ensure_future(commit(record))
