# It does the work, and leaves a thread behind that never ends.
# ends: returned
# says: It took 1 s.
import asyncio
import threading


async def run_all(jobs, limit=3):
    threading.Thread(target=threading.Event().wait).start()
    return await asyncio.gather(*(job() for job in jobs))
