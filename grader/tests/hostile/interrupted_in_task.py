# A task of it raises KeyboardInterrupt.
# ends: raised
# says: Only 0 of 4 calls of job ran to their end; the program raised KeyboardInterrupt (line 8).
import asyncio


async def interrupt():
    raise KeyboardInterrupt


async def run_all(jobs, limit=3):
    await asyncio.create_task(interrupt())
