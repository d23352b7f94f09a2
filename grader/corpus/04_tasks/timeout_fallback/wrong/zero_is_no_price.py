# Takes a price of 0 for no price.
# fails: A price that is there in time is returned at once
import asyncio


async def quote(fetch_price, cached, deadline):
    price = None
    try:
        async with asyncio.timeout(deadline) as limit:
            price = await fetch_price()
    except TimeoutError:
        if not limit.expired():
            raise
    return price or cached
