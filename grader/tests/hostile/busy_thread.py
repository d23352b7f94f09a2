# It leaves a thread behind that is busy for ever.
# ends: busy
# says: Your program kept the processor busy without ever letting the event loop run. Line 9.
import asyncio
import threading


def spin():
    while True:
        pass


async def run_all(jobs, limit=3):
    threading.Thread(target=spin, daemon=True).start()
    return await asyncio.gather(*(job() for job in jobs))
