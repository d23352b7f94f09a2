# Idle: calls the fetch, waits until the deadline, and never looks at it.
import asyncio


async def quote(fetch_price, cached, deadline):
    asyncio.ensure_future(fetch_price())
    await asyncio.sleep(deadline)
    return cached
