# It reads from a pipe that nobody writes to.
# ends: blocked
# says: Your program waits for something that never comes, outside asyncio. Line 9.
import os


async def run_all(jobs, limit=3):
    read, _ = os.pipe()
    os.read(read, 1)
