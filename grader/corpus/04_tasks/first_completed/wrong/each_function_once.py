# Takes the list for a set: a mirror that is in it twice is asked once.
# fails: All mirrors are asked at once
# kind: odd-values
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in set(mirrors)]
    failures = []
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
