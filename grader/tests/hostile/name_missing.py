# It defines another name than the one asked for.
async def runall(jobs, limit=3):
    return [await job() for job in jobs]
