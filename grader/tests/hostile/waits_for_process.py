# It waits for a process that never ends.
# ends: blocked
# says: Your program waits for something that never comes, outside asyncio. Line 8.
import subprocess


async def run_all(jobs, limit=3):
    subprocess.run(["sleep", "1000"])
