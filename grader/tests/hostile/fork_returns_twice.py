# It forks, and both processes go on with the play.
# ends: returned
# says: It took 1 s.
import asyncio
import os


async def run_all(jobs, limit=3):
    os.fork()
    return await asyncio.gather(*(job() for job in jobs))
