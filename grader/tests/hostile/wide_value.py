# It returns lists of lists: not deep, not long, but very many in all.
# ends: returned
# says: Only 0 of 4 calls of job ran to their end; the program returned [[[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, and 1963 more], and 1999 more], and 1999 more].
async def run_all(jobs, limit=3):
    row = list(range(2_000))
    return [[row] * 2_000] * 2_000
