# Cancels the losers, and returns before they have cleaned up.
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
        for task in tasks:
            task.cancel()
