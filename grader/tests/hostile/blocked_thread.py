# A thread of it reads from a pipe that nobody writes to, and it waits for that thread.
# ends: deadlock
# says: Your program never ends: everything in it waits, and nothing is left that could happen.
import asyncio
import os


async def run_all(jobs, limit=3):
    read, _ = os.pipe()
    await asyncio.to_thread(os.read, read, 1)
