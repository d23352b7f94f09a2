# Asks each mirror twice.
# fails: All mirrors are asked at once
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in [*mirrors, *mirrors]]
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
        await asyncio.gather(*tasks, return_exceptions=True)
