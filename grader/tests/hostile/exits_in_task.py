# A task of it calls sys.exit(): asyncio lets that out of the loop.
# ends: exited
# says: Your program ended the whole Python process (it called sys.exit()). Line 9.
import asyncio
import sys


async def quit():
    sys.exit(0)


async def run_all(jobs, limit=3):
    await asyncio.create_task(quit())
