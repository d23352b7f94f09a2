# It returns lists of lists: not deep, not long, but very many in all.
async def run_all(jobs, limit=3):
    row = list(range(2_000))
    return [[row] * 2_000] * 2_000
