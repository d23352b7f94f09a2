# It kills itself.
import os


async def run_all(jobs, limit=3):
    os.kill(os.getpid(), 9)
