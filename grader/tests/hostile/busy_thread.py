# It leaves a thread behind that is busy for ever.
import asyncio
import threading


def spin():
    while True:
        pass


async def run_all(jobs, limit=3):
    threading.Thread(target=spin, daemon=True).start()
    return await asyncio.gather(*(job() for job in jobs))
