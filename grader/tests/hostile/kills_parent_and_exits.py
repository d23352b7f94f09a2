# It kills the process that started it, and ends itself.
# ends: killed
# says: Your program ended processes that are not its own: the one that had started it is gone.
import os


async def run_all(jobs, limit=3):
    os.kill(os.getppid(), 9)
    os._exit(0)
