# Wrong: waits for the interrupted job, and thinks that it can only raise CancelledError then.
# fails: An interrupt cancels the job, and reaches the caller
# kind: cancel-meets-failure
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    mine = loop.create_task(job())
    try:
        return loop.run_until_complete(mine)
    except KeyboardInterrupt:
        mine.cancel()
        try:
            loop.run_until_complete(mine)
        except asyncio.CancelledError:
            pass
        raise
    finally:
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        if tasks:
            loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()
