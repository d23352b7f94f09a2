# It returns what answers are called in reports.
# ends: returned
# says: It took 4 s.
async def run_all(jobs, limit=3):
    for job in jobs:
        await job()
    return [f"job {number}'s answer" for number in range(len(jobs))]
