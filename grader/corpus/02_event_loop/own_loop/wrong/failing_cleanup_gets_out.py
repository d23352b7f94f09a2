# Wrong: waits for each task, but what one raises while it cleans up gets out.
# fails: Tasks that are left are cancelled, and over before run_job ends
# kind: cancel-meets-failure
import asyncio
import contextlib


async def tidy_up(loop):
    others = asyncio.all_tasks() - {asyncio.current_task()}
    try:
        for task in others:
            task.cancel()
        for task in others:
            with contextlib.suppress(asyncio.CancelledError):
                await task
    finally:
        if others:
            await asyncio.wait(others)
        await loop.shutdown_asyncgens()
        await loop.shutdown_default_executor()


def run_job(job):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(job())
    finally:
        try:
            loop.run_until_complete(tidy_up(loop))
        finally:
            loop.close()
