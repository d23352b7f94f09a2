# It raises KeyboardInterrupt itself.
# ends: raised
# says: Only 0 of 4 calls of job ran to their end; the program raised KeyboardInterrupt (line 5).
async def run_all(jobs, limit=3):
    raise KeyboardInterrupt
