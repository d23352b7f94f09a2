# It returns a huge list.
async def run_all(jobs, limit=3):
    return ["x" * 100_000] * 100_000
