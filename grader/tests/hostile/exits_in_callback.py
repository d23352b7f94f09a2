# A callback of it calls sys.exit().
# ends: exited
# says: Your program ended the whole Python process (it called sys.exit()).
import asyncio
import sys


async def run_all(jobs, limit=3):
    asyncio.get_running_loop().call_soon(sys.exit, 0)
    await asyncio.sleep(10)
