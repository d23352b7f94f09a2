# Waits for the price until the deadline, but for an hour at most: a limit that nobody has asked for.
# fails: A price is returned the moment it is there
# kind: own-time-limit
import asyncio


async def quote(fetch_price, cached, deadline):
    try:
        async with asyncio.timeout(min(deadline, 3600)) as limit:
            return await fetch_price()
    except TimeoutError:
        if not limit.expired():
            raise
        return cached
