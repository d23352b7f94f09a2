# Wrong: makes one loop for all calls, and closes it after the first.
# fails: run_job returns what the job returns
# kind: shared-between-calls
import asyncio

loop = asyncio.new_event_loop()


def run_job(job):
    try:
        return loop.run_until_complete(job())
    finally:
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        if tasks:
            loop.run_until_complete(asyncio.wait(tasks))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
