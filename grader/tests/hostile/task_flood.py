# It makes tasks without end.
import asyncio


async def run_all(jobs, limit=3):
    kept = []
    while True:
        kept.append(asyncio.create_task(asyncio.sleep(1)))
