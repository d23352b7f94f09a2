# Returns None when all mirrors have failed.
# fails: If all mirrors fail, an ExceptionGroup holds every failure
import asyncio


async def fastest(mirrors):
    tasks = [asyncio.create_task(mirror()) for mirror in mirrors]
    try:
        for complete in asyncio.as_completed(tasks):
            try:
                return await complete
            except Exception:
                continue
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
