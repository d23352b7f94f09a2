# It defines another name than the one asked for.
# ends: raised
# says: Your file does not define run_all. The exercise needs: async def run_all(jobs, limit=3)
async def runall(jobs, limit=3):
    return [await job() for job in jobs]
