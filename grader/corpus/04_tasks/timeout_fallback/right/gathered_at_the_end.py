# Right: gather waits for the cancelled fetch; being cancelled there, it cancels the fetch once more, and still waits for it.
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    try:
        done, _ = await asyncio.wait([task], timeout=deadline)
        return task.result() if done else cached
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
