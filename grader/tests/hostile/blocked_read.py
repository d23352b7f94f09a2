# It reads from a pipe that nobody writes to.
import os


async def run_all(jobs, limit=3):
    read, _ = os.pipe()
    os.read(read, 1)
