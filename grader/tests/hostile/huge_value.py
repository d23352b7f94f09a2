# It returns a huge list.
# ends: returned
# says: Only 0 of 4 calls of job ran to their end; the program returned <list object>.
async def run_all(jobs, limit=3):
    return ["x" * 100_000] * 100_000
