# Right: the race runs in a task of its own; a cancel is handed on to it, and its end is awaited.
import asyncio


async def _race(mirrors):
    pending = {asyncio.create_task(mirror()) for mirror in mirrors}
    everyone, errors = set(pending), []
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            errors.extend(task.exception() for task in done if task.exception())
            for task in done:
                if not task.exception():
                    return task.result()
        raise ExceptionGroup("errors", errors)
    finally:
        for task in everyone:
            task.cancel()
        await asyncio.gather(*everyone, return_exceptions=True)


async def fastest(mirrors):
    return await asyncio.create_task(_race(mirrors))
