# It aborts.
import os


async def run_all(jobs, limit=3):
    os.abort()
