# It leaves a dead child unheard of, and waits outside asyncio.
# ends: blocked
# says: Your program waits for something that never comes, outside asyncio. Line 10.
import os
import subprocess


async def run_all(jobs, limit=3):
    subprocess.Popen(["true"])
    os.read(os.pipe()[0], 1)
