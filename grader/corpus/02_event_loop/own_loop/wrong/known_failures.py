# Wrong: tidies up after failures of the classes that it knows.
# fails: The loop is closed, and no loop is left set
# kind: failure-types
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
    except (OSError, ValueError, LookupError, KeyboardInterrupt):
        tidy_up(loop)
        raise
    tidy_up(loop)
    return result
