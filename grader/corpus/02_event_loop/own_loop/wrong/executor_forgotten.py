# Wrong: leaves the executor to close(), which does not wait for its threads.
# fails: Blocking calls that are left run to their end
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
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
