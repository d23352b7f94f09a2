# It waits for an event that nobody sets.
import asyncio


async def run_all(jobs, limit=3):
    await asyncio.Event().wait()
