# Wrong: waits until all tasks are over, and cancels none.
# fails: Tasks that are left are cancelled, and over before run_job ends
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(job())
    finally:
        if tasks := asyncio.all_tasks(loop):
            loop.run_until_complete(asyncio.wait(tasks))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
