# Takes a deadline of 0 for no deadline.
# fails: A deadline of 0 is over at once
import asyncio


async def quote(fetch_price, cached, deadline):
    try:
        async with asyncio.timeout(deadline or None) as limit:
            return await fetch_price()
    except TimeoutError:
        if not limit.expired():
            raise
        return cached
