# It forks, and both processes go on with the play.
import asyncio
import os


async def run_all(jobs, limit=3):
    os.fork()
    return await asyncio.gather(*(job() for job in jobs))
