# It kills the process that started it.
import os


async def run_all(jobs, limit=3):
    os.kill(os.getppid(), 9)
    await jobs[0]()
    return []
