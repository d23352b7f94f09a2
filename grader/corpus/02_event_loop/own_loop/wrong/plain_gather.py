# Wrong: gathers what it has cancelled, and raises what comes out of that first.
# fails: Tasks that are left are cancelled, and over before run_job ends
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(job())
    finally:
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        try:
            if tasks:
                loop.run_until_complete(asyncio.gather(*tasks))
        finally:
            loop.run_until_complete(loop.shutdown_asyncgens())
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()
