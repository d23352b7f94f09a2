# When all mirrors have failed, it raises the last failure, and the others are lost.
# fails: If all mirrors fail, an ExceptionGroup holds every failure
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    last = None
    try:
        for complete in asyncio.as_completed(tasks):
            try:
                return await complete
            except Exception as failure:
                last = failure
        raise last
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
