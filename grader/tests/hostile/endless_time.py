# It sleeps a second at a time, for ever.
# ends: endless
# says: Your program goes on for ever: it was still running after very many steps.
import asyncio


async def run_all(jobs, limit=3):
    while True:
        await asyncio.sleep(1)
