# Awaits the cancelled task and suppresses CancelledError: its own cancel, which may come just then, is swallowed too.
# fails: A cancel of the caller is no timeout
import asyncio
import contextlib


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    try:
        await asyncio.wait([task], timeout=deadline)
        return task.result() if task.done() else cached
    finally:
        task.cancel()
        with contextlib.suppress(BaseException):
            await task
