# It sleeps a second at a time, for ever.
import asyncio


async def run_all(jobs, limit=3):
    while True:
        await asyncio.sleep(1)
