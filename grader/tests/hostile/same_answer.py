# It runs one job, and tells its answer for all.
# ends: returned
# says: Only 1 of 4 calls of job ran to their end; the program returned [job 0's answer, job 0's answer, job 0's answer, job 0's answer].
async def run_all(jobs, limit=3):
    return [await jobs[0]()] * len(jobs)
