# Wrong: cancels everything but the job itself, also when that was interrupted.
# fails: An interrupt cancels the job, and reaches the caller
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    main = loop.create_task(job())
    try:
        return loop.run_until_complete(main)
    finally:
        tasks = asyncio.all_tasks(loop) - {main}
        for task in tasks:
            task.cancel()
        if tasks:
            loop.run_until_complete(asyncio.wait(tasks))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
