# It waits by looking, a turn of the loop at a time.
import asyncio


async def run_all(jobs, limit=3):
    while True:
        await asyncio.sleep(0)
