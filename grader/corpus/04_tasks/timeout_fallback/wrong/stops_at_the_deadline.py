# Cancelled, it stops the fetch only at the deadline.
# fails: Cancelled, it stops the fetch
# kind: stops-late
import asyncio


async def quote(fetch_price, cached, deadline):
    end = asyncio.get_running_loop().time() + deadline
    task = asyncio.create_task(fetch_price())
    try:
        done, _ = await asyncio.wait([task], timeout=deadline)
        return task.result() if done else cached
    except asyncio.CancelledError:
        await asyncio.wait([task], timeout=end - asyncio.get_running_loop().time())
        raise
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
