# It waits by looking, and never lets the event loop run.
import asyncio


async def run_all(jobs, limit=3):
    tasks = [asyncio.create_task(job()) for job in jobs]
    while not all(task.done() for task in tasks):
        pass
    return [task.result() for task in tasks]
