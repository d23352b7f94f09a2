# It makes tasks without end.
# ends: busy
# says: Your program kept the processor busy without ever letting the event loop run. Line 9.
import asyncio


async def run_all(jobs, limit=3):
    kept = []
    while True:
        kept.append(asyncio.create_task(asyncio.sleep(1)))
