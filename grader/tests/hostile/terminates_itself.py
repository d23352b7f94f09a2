# It asks its own process to terminate.
# ends: killed
# says: The Python process of your program died (signal SIGTERM).
import os
import signal


async def run_all(jobs, limit=3):
    os.kill(os.getpid(), signal.SIGTERM)
    await jobs[0]()
