# It counts for ever inside one call of C code.
import itertools


async def run_all(jobs, limit=3):
    return sum(itertools.count())
