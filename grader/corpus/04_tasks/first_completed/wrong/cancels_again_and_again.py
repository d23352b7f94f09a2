# Cancels the losers until they are gone: that cuts their cleanup short.
# fails: The losers have cleaned up when fastest returns
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    failures = []
    try:
        for complete in asyncio.as_completed(tasks):
            try:
                return await complete
            except Exception as failure:
                failures.append(failure)
        raise ExceptionGroup("all", failures)
    finally:
        while not all(task.done() for task in tasks):
            for task in tasks:
                task.cancel()
            await asyncio.sleep(0.1)
