# Wrong: closes the loop first, and finds it closed when it wants to tidy up.
# fails: run_job returns what the job returns
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(job())
    finally:
        loop.close()
        for t in asyncio.all_tasks(loop):
            t.cancel()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
