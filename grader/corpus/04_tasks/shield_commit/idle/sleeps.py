# Idle: sleeps, and commits nothing.
import asyncio


async def save(commit, record):
    await asyncio.sleep(5)
