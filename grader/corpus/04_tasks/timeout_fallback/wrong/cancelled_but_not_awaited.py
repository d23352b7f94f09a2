# Cancels the fetch at the deadline, and leaves before it has cleaned up.
# fails: Nothing goes on when quote is over
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    try:
        await asyncio.wait([task], timeout=deadline)
        return task.result() if task.done() else cached
    finally:
        task.cancel()
