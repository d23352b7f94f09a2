# It stops its own process.
# ends: blocked
# says: Your program stopped its own process, and nobody is there to let it go on.
import os
import signal


async def run_all(jobs, limit=3):
    os.kill(os.getpid(), signal.SIGSTOP)
