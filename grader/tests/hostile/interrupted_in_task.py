# A task of it raises KeyboardInterrupt.
import asyncio


async def interrupt():
    raise KeyboardInterrupt


async def run_all(jobs, limit=3):
    await asyncio.create_task(interrupt())
