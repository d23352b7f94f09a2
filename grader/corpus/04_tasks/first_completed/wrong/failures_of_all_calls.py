# Keeps the failures at the top of the file: those of an earlier race are still there in the next one.
# fails: If all fail, an ExceptionGroup holds every failure
# kind: shared-between-calls
import asyncio

failures = []


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    try:
        for complete in asyncio.as_completed(tasks):
            try:
                return await complete
            except Exception as failure:
                failures.append(failure)
        raise ExceptionGroup("all mirrors failed", failures)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
