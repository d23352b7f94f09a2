# It imports something that there is not.
import asyncoi


async def run_all(jobs, limit=3):
    return await asyncoi.gather(*(job() for job in jobs))
