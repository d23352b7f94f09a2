# It closes every file of its process, and then never lets go of the processor.
# ends: busy
# says: Your program kept the processor busy without ever letting the event loop run.
import os


async def run_all(jobs, limit=3):
    os.closerange(0, 256)
    while True:
        pass
