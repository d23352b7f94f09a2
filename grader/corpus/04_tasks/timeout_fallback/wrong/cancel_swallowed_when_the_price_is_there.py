# Cancelled just when the price is there, it returns the price: the cancel is lost.
# fails: A cancel of the caller is no timeout
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    try:
        done, _ = await asyncio.wait([task], timeout=deadline)
        return task.result() if done else cached
    except asyncio.CancelledError:
        if task.done():
            return task.result()
        raise
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
