# It kills itself.
# ends: killed
# says: The Python process of your program died (signal SIGKILL).
import os


async def run_all(jobs, limit=3):
    os.kill(os.getpid(), 9)
