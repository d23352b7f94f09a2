# Wrong: makes the coroutines that would tidy up, and nobody awaits them.
# fails: Async generators that are left are closed
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(job())
    finally:
        if tasks := asyncio.all_tasks(loop):
            for t in tasks:
                t.cancel()
            loop.run_until_complete(asyncio.wait(tasks))
        loop.shutdown_asyncgens()
        loop.shutdown_default_executor()
        loop.close()
