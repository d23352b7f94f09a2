# Cancelled, it waits for the mirrors only until one of them fails as it cleans up; the others are left behind.
# fails: Cancelled, it stops all mirrors and passes that on
# kind: cancel-meets-failure
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
        raise ExceptionGroup("all mirrors failed", failures)
    except asyncio.CancelledError:
        for task in tasks:
            task.cancel()
        left = {task for task in tasks if not task.done()}
        while left:
            done, left = await asyncio.shield(asyncio.ensure_future(asyncio.wait(left, return_when=asyncio.FIRST_COMPLETED)))
            for task in done:
                if not task.cancelled() and task.exception():
                    raise task.exception()
        raise
    finally:
        if not asyncio.current_task().cancelling():
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
