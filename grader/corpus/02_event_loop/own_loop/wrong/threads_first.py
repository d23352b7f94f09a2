# Wrong: waits for the threads before it cancels what is left: interrupted, the job goes on meanwhile.
# fails: An interrupt cancels the job, and reaches the caller
# kind: stops-late
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(job())
    finally:
        loop.run_until_complete(loop.shutdown_default_executor())
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        if tasks:
            loop.run_until_complete(asyncio.wait(tasks))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
