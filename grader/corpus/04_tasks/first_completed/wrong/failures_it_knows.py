# Goes on after the failures that it knows; any other one ends the race.
# fails: A failure does not end the race
# kind: failure-types
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    failures = []
    try:
        for complete in asyncio.as_completed(tasks):
            try:
                return await complete
            except (OSError, ValueError, LookupError) as failure:
                failures.append(failure)
        raise ExceptionGroup("all mirrors failed", failures)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
