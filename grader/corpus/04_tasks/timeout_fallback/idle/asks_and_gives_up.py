# Idle: calls the fetch, and cancels it at once.
import asyncio


async def quote(fetch_price, cached, deadline):
    task = asyncio.create_task(fetch_price())
    await asyncio.sleep(0)
    task.cancel()
    return cached
