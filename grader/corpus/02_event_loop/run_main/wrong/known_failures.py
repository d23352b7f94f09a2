# Wrong: tidies up after failures of the classes that it knows.
# fails: The loop is closed, however the report ends
# kind: failure-types
import asyncio


def tidy_up(loop):
    if tasks := asyncio.all_tasks(loop):
        for task in tasks:
            task.cancel()
        loop.run_until_complete(asyncio.wait(tasks))
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


def main(report):
    loop = asyncio.new_event_loop()
    try:
        result = loop.run_until_complete(report())
    except (OSError, ValueError, LookupError):
        tidy_up(loop)
        raise
    tidy_up(loop)
    return result
