# It leaves a daemon behind: forked twice, in a session of its own.
# ends: returned
# says: Only 0 of 4 calls of job ran to their end; the program returned [].
import os


async def run_all(jobs, limit=3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.closerange(0, 100)
            os.chdir("/")
            while True:
                os.read(os.pipe()[0], 1)
        os._exit(0)
    return []
