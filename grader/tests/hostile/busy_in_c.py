# It counts for ever inside one call of C code.
# ends: busy
# says: Your program kept the processor busy without ever letting the event loop run. Line 8.
import itertools


async def run_all(jobs, limit=3):
    return sum(itertools.count())
