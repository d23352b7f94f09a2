# Once a mirror has failed, no success counts any more.
# fails: A failure does not end the race
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    pending, failures = set(tasks), []
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            failures += [task.exception() for task in done if task.exception()]
            if failures:
                continue
            return done.pop().result()
        raise ExceptionGroup("all", failures)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
