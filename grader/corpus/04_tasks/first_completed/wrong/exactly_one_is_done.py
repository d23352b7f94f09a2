# Unpacks `done` as if there were always exactly one task in it.
# fails: The first result is returned the moment it is there
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    pending, failures = set(tasks), []
    try:
        while pending:
            done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            (task,) = done
            if not task.exception():
                return task.result()
            failures.append(task.exception())
        raise ExceptionGroup("all", failures)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
