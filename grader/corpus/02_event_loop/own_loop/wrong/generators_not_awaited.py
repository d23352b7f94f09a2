# Wrong: makes a task that closes the generators, and waits only for the threads.
# fails: Async generators that are left are closed
import asyncio


async def tidy_up():
    loop = asyncio.get_running_loop()
    leftovers = asyncio.all_tasks() - {asyncio.current_task()}
    for task in leftovers:
        task.cancel()
    if leftovers:
        await asyncio.wait(leftovers)
    closing = loop.create_task(loop.shutdown_asyncgens())
    await loop.shutdown_default_executor()
    return closing


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(job())
    finally:
        loop.run_until_complete(tidy_up())
        loop.close()
