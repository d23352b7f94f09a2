# It sends itself what Ctrl-C sends.
# ends: raised
# says: Only 0 of 4 calls of job ran to their end; the program raised KeyboardInterrupt (line 9).
import os
import signal


async def run_all(jobs, limit=3):
    os.kill(os.getpid(), signal.SIGINT)
    await jobs[0]()
