# A callback of it raises KeyboardInterrupt.
# ends: raised
# says: Only 0 of 4 calls of job ran to their end; the program raised KeyboardInterrupt (line 8).
import asyncio


def interrupt():
    raise KeyboardInterrupt


async def run_all(jobs, limit=3):
    asyncio.get_running_loop().call_soon(interrupt)
    await asyncio.sleep(10)
