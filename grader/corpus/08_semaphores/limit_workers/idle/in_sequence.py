# Idle: one job after the other.


async def run_all(jobs, limit=3):
    return [await job() for job in jobs]
