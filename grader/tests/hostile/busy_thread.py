# It leaves a thread behind that is busy for ever.
# ends: endless
# says: Your program goes on for ever: it was still running after very many steps.
import asyncio
import threading


def spin():
    while True:
        pass


async def run_all(jobs, limit=3):
    threading.Thread(target=spin, daemon=True).start()
    return await asyncio.gather(*(job() for job in jobs))
