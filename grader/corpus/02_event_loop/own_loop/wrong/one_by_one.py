# Wrong: cancels a task that is left, and waits until it has cleaned up, before it cancels the next.
# fails: Tasks that are left are cancelled, and over before run_job ends
# kind: stops-late
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(job())
    finally:
        for task in asyncio.all_tasks(loop):
            task.cancel()
            loop.run_until_complete(asyncio.wait([task]))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
