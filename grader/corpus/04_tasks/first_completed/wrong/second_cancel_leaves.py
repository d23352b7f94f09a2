# Waits for the losers with asyncio.wait: a cancel ends that wait, and they are left behind while they clean up.
# fails: Cancelled, it stops all mirrors and passes that on
# kind: cancelled-again
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
        await asyncio.wait(tasks)
