# It waits by looking, and never lets the event loop run.
# ends: busy
# says: Your program kept the processor busy without ever letting the event loop run. Line 9.
import asyncio


async def run_all(jobs, limit=3):
    tasks = [asyncio.create_task(job()) for job in jobs]
    while not all(task.done() for task in tasks):
        pass
    return [task.result() for task in tasks]
