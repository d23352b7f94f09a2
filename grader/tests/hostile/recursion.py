# It recurses too deeply, in Python.
async def run_all(jobs, limit=3):
    return await run_all(jobs, limit)
