# Right: the loop of Python 3.13, made by its class; one coroutine tidies up everything.
# python: 3.13
import asyncio


def run_job(job):
    loop = asyncio.EventLoop()
    try:
        return loop.run_until_complete(job())
    finally:
        loop.run_until_complete(_tidy(loop))
        loop.close()


async def _tidy(loop):
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    for task in rest:
        task.cancel("tidying up")
    await asyncio.gather(*rest, return_exceptions=True)
    await loop.shutdown_asyncgens()
    await loop.shutdown_default_executor(timeout=None)
