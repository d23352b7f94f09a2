# Wrong: does not close async generators.
# fails: Async generators that are left are closed
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(job())
    finally:
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        if tasks:
            loop.run_until_complete(asyncio.wait(tasks))
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
