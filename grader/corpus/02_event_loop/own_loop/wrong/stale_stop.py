# Wrong: the callback that stops the loop stays on the job: when an interrupted job is over, it stops the tidying up.
# fails: An interrupt cancels the job, and reaches the caller
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    mine = loop.create_task(job())
    mine.add_done_callback(lambda _: loop.stop())
    try:
        loop.run_forever()
        return mine.result()
    finally:
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        if tasks:
            done = loop.create_task(asyncio.wait(tasks))
            done.add_done_callback(lambda _: loop.stop())
            loop.run_forever()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
