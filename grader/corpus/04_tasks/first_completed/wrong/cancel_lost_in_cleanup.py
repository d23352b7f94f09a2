# Suppresses CancelledError while it awaits the losers: its own, which may come just then, is lost.
# fails: Cancelled, it stops all mirrors and passes that on
import asyncio
import contextlib


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
        for task in tasks:
            while not task.done():
                with contextlib.suppress(asyncio.CancelledError, Exception):
                    await asyncio.wait([task])
            task.cancelled() or task.exception()
