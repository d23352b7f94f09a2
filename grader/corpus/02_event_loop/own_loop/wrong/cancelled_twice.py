# Wrong: cancels an interrupted job at once, then everything again: the job is cancelled a second time while it cleans up.
# fails: An interrupt cancels the job, and reaches the caller
# kind: cancelled-again
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    mine = loop.create_task(job())
    try:
        return loop.run_until_complete(mine)
    except KeyboardInterrupt:
        mine.cancel()
        loop.run_until_complete(asyncio.sleep(0))
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
