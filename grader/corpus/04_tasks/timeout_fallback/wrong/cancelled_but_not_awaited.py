# Cancels the fetch at the deadline, and leaves before it has cleaned up.
# fails: Nothing is at work any more when quote returns
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    try:
        await asyncio.wait([task], timeout=deadline)
        return task.result() if task.done() else cached
    finally:
        task.cancel()
