# It opens files without end.
# ends: raised
# says: Only 0 of 4 calls of job ran to their end; the program raised OSError: 24, Too many open files (line 7).
async def run_all(jobs, limit=3):
    kept = []
    while True:
        kept.append(open("/dev/null"))
