# It recurses too deeply, in Python.
# ends: raised
# says: Only 0 of 4 calls of job ran to their end; the program raised RecursionError: maximum recursion depth exceeded (line 5).
async def run_all(jobs, limit=3):
    return await run_all(jobs, limit)
