# One job after the other: the limit is kept, and two of three slots are never used.
# fails: Every free slot is used at once
# kind: points-for-nothing


async def run_all(jobs, limit=3):
    return [await job() for job in jobs]
