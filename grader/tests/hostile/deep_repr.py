# It recurses deeply in C: a list within a list within a list.
# ends: returned
# says: Only 0 of 4 calls of job ran to their end; the program returned [[[[[[<list object>]]]]]].
async def run_all(jobs, limit=3):
    nested = []
    for _ in range(1_000_000):
        nested = [nested]
    return nested
