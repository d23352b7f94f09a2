# Wrong: a result that is an exception object is raised.
# fails: run_job returns what the job returns
# kind: odd-values
import asyncio


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        [result] = loop.run_until_complete(outcome(job))
        if isinstance(result, BaseException):
            raise result
        return result
    finally:
        tasks = asyncio.all_tasks(loop)
        for task in tasks:
            task.cancel()
        if tasks:
            loop.run_until_complete(asyncio.wait(tasks))
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.run_until_complete(loop.shutdown_default_executor())
        loop.close()


async def outcome(job):
    return await asyncio.gather(job(), return_exceptions=True)
