# Takes a price of 0 for no price.
# fails: Any price is a price
# kind: odd-values
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
