# Catches BaseException around a mirror: a cancel of its own counts as one more failure.
# fails: Cancelled, it stops all mirrors and passes that on
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    failures = []
    try:
        for complete in asyncio.as_completed(tasks):
            try:
                return await complete
            except BaseException as failure:
                failures.append(failure)
        raise BaseExceptionGroup("all", failures)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
