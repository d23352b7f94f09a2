# It gives up adopting orphans, and orphans a process of a session of its own.
# ends: returned
# says: Only 0 of 4 calls of job ran to their end; the program returned [].
import ctypes
import os


async def run_all(jobs, limit=3):
    ctypes.CDLL(None).prctl(36, 0, 0, 0, 0)
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.closerange(0, 100)
            while True:
                os.read(os.pipe()[0], 1)
        os._exit(0)
    os.wait()
    return []
