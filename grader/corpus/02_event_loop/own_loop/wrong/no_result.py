# Wrong: runs the job, and returns nothing.
# fails: run_job returns what the job returns
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        loop.run_until_complete(job())
    finally:
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        if tasks:
            loop.run_until_complete(asyncio.wait(tasks))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
