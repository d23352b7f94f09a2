# Right: all tasks are eager, also those that the job makes.
# python: 3.12
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    loop.set_task_factory(asyncio.eager_task_factory)
    try:
        return loop.run_until_complete(job())
    finally:
        if tasks := asyncio.all_tasks(loop):
            for t in tasks:
                t.cancel()
            loop.run_until_complete(asyncio.wait(tasks))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
