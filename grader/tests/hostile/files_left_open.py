# Opens so many files that there can be no more, and goes on.
# ends: lost
# says: Your program had too many files open at once: there may be 256, pipes and sockets among them.
import asyncio
import os
import time

HELD = []


async def run_all(jobs, limit=3):
    try:
        while True:
            HELD.append(os.open(os.devnull, os.O_RDONLY))
    except OSError:
        pass
    asyncio.get_running_loop().run_in_executor(None, time.sleep, 1)
    return [await job() for job in jobs]
