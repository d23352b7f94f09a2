# A fetch that fails as it cleans up is taken for one that is too late, also where the caller had cancelled it.
# fails: A cancel of the caller is no timeout
# kind: cancel-meets-failure
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    try:
        done, _ = await asyncio.wait([task], timeout=deadline)
        return task.result() if done else cached
    finally:
        if not task.done():
            task.cancel()
            try:
                await asyncio.gather(task)
            except asyncio.CancelledError:
                await asyncio.gather(task, return_exceptions=True)
                if asyncio.current_task().cancelling():
                    raise
            except Exception:
                return cached
