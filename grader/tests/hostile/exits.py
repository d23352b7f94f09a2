# It calls sys.exit() in the coroutine.
# ends: exited
# says: Your program ended the whole Python process (it called sys.exit()). Line 8.
import sys


async def run_all(jobs, limit=3):
    sys.exit("done")
