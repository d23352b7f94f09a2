# Cleans up at the deadline, but not when it is cancelled itself.
# fails: Cancelled, it stops the fetch
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    done, pending = await asyncio.wait([task], timeout=deadline)
    if done:
        return task.result()
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        if asyncio.current_task().cancelling():
            raise
    return cached
