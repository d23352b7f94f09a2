# Right: asyncio.wait until a task of `done` has succeeded; every round looks at all that are done.
import asyncio


async def fastest(mirrors):
    pending = {asyncio.create_task(mirror()) for mirror in mirrors}
    everyone = list(pending)
    failures = []
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                if task.exception() is None:
                    return task.result()
            failures += [task.exception() for task in done]
    finally:
        for task in everyone:
            task.cancel()
        await asyncio.gather(*everyone, return_exceptions=True)
    raise ExceptionGroup("no mirror could do it", failures)
