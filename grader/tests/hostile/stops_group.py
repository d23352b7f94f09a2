# It stops its whole process group.
# ends: blocked
# says: Your program stopped its own process, and nobody is there to let it go on.
import os
import signal


async def run_all(jobs, limit=3):
    os.kill(0, signal.SIGSTOP)
