# Returns the result in a `finally`: that swallows every CancelledError.
# fails: Cancelled, it passes the cancellation on
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    failures, result = [], None
    try:
        for complete in asyncio.as_completed(tasks):
            try:
                result = await complete
                break
            except Exception as failure:
                failures.append(failure)
        else:
            raise ExceptionGroup("all", failures)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if len(failures) < len(tasks):
            return result
