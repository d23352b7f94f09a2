# Wrong: waits for the job to end, when it was interrupted.
# fails: An interrupt cancels the job, and reaches the caller
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    main = loop.create_task(job())
    try:
        return loop.run_until_complete(main)
    finally:
        if not main.done():
            loop.run_until_complete(main)
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        if tasks:
            loop.run_until_complete(asyncio.wait(tasks))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
