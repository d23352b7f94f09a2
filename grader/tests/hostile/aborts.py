# It aborts.
# ends: killed
# says: The Python process of your program died (signal SIGABRT). Line 8.
import os


async def run_all(jobs, limit=3):
    os.abort()
