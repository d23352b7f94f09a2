# Right: a task that starts eagerly (new in 3.12), and a timeout that is set only when the fetch has begun to wait.
#
# python: 3.12
import asyncio


async def quote(fetch_price, cached, deadline):
    async def fetch():
        return await fetch_price()

    start = asyncio.get_running_loop().time()
    task = asyncio.Task(fetch(), eager_start=True, loop=asyncio.get_running_loop())
    async with asyncio.timeout(None) as limit:
        limit.reschedule(None)
    while not task.done():
        left = start + deadline - asyncio.get_running_loop().time()
        try:
            done, _ = await asyncio.wait({task}, timeout=left)
        except asyncio.CancelledError:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            raise
        if not done:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            return cached
    return task.result()
