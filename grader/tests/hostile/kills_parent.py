# It kills the process that started it.
# ends: returned
# says: Only 1 of 4 calls of job ran to their end; the program returned [].
import os


async def run_all(jobs, limit=3):
    os.kill(os.getppid(), 9)
    await jobs[0]()
    return []
