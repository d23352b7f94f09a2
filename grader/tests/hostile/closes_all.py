# It closes every file of its process.
# ends: lost
# says: Your program changed or closed something that the grader needs in its process, so it could not go on.
import os


async def run_all(jobs, limit=3):
    os.closerange(0, 256)
    return await jobs[0]()
