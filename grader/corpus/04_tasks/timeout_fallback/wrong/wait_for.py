# wait_for: its TimeoutError and the fetch's can't be told apart.
# fails: A failure of the fetch is not your deadline
import asyncio


async def quote(fetch_price, cached, deadline):
    try:
        return await asyncio.wait_for(fetch_price(), timeout=deadline)
    except asyncio.TimeoutError:
        return cached
