# It stops its own process.
import os
import signal


async def run_all(jobs, limit=3):
    os.kill(os.getpid(), signal.SIGSTOP)
