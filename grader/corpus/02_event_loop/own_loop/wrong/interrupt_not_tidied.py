# Wrong: tidies up after an Exception, but KeyboardInterrupt is none.
# fails: An interrupt cancels the job, and reaches the caller
# kind: cancel-on-an-unplayed-path
import asyncio


def tidy_up(loop):
    tasks = asyncio.all_tasks(loop)
    for task in tasks:
        task.cancel()
    if tasks:
        loop.run_until_complete(asyncio.wait(tasks))
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.run_until_complete(loop.shutdown_default_executor())
    loop.close()


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        result = loop.run_until_complete(job())
    except Exception:
        tidy_up(loop)
        raise
    tidy_up(loop)
    return result
