# It waits for an event that nobody sets, and catches whatever comes.
# ends: deadlock
# says: Your program never ends: everything in it waits, and nothing is left that could happen.
import asyncio


async def run_all(jobs, limit=3):
    while True:
        try:
            await asyncio.Event().wait()
        except BaseException:
            pass
