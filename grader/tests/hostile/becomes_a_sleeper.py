# It becomes another program, that never ends.
# ends: blocked
# says: Your program waits for something that never comes, outside asyncio.
import os


async def run_all(jobs, limit=3):
    os.execvp("sleep", ["sleep", "1000"])
